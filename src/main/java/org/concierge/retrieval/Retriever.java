package org.concierge.retrieval;

import java.util.List;
import org.concierge.llm.Embedders;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;

/** Question in, ranked passages out. Thread safe; works inside the tenant's scope. */
public final class Retriever {
  private final Embedders embedders;
  private final SearchRepository search;

  public Retriever(Embedders embedders, SearchRepository search) {
    this.embedders = embedders;
    this.search = search;
  }

  /**
   * The passages of the tenant's documents that fit the question best, at most {@code
   * question.limit()}, best first. There are almost always some: whether they are any good, {@link
   * Relevance} says.
   *
   * @throws Problem NOT_FOUND if the question names a document that the tenant does not have,
   *     MODEL_FAILED or MODEL_TIMED_OUT if the question cannot be embedded
   */
  public List<Passage> find(Tenant tenant, Question question) {
    long wanted = question.documents().stream().distinct().count();
    if (wanted > 0 && search.count(tenant.id(), question.documents()) < wanted) {
      throw Problem.notFound("document");
    }
    float[] embedding = embedders.of(tenant).question(question.text());
    return search.find(tenant.id(), question, embedding);
  }
}
