package org.concierge.retrieval;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.catalogue.Collecting;
import org.concierge.index.EmbeddingIndex;
import org.concierge.index.EmbeddingIndexRepository;
import org.concierge.llm.Embedders;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/** Question in, ranked passages out. Thread safe; works inside the tenant's scope. */
public final class Retriever {
  private final Embedders embedders;
  private final SearchRepository search;
  private final EmbeddingIndexRepository indexes;
  private final Collecting collecting;

  public Retriever(
      Embedders embedders,
      SearchRepository search,
      EmbeddingIndexRepository indexes,
      Collecting collecting) {
    this.embedders = embedders;
    this.search = search;
    this.indexes = indexes;
    this.collecting = collecting;
  }

  /** The tenant with the model that its documents are embedded by now, whatever it will be. */
  public Tenant asIndexed(Tenant tenant) {
    return indexes.answering(tenant.id()).map(index -> index.asked(tenant)).orElse(tenant);
  }

  /**
   * The passages of the tenant's documents that fit the question best, at most {@code
   * question.limit()}, best first. There are almost always some: whether they are any good, {@link
   * Relevance} says.
   *
   * @throws Problem NOT_FOUND if the question names a document or collection that the tenant does
   *     not have or the reader may not see, MODEL_FAILED or MODEL_TIMED_OUT if the question cannot
   *     be embedded
   */
  public List<Passage> find(Tenant tenant, Question question) {
    Filter filter = checked(tenant.id(), question.filter());
    Optional<EmbeddingIndex> index = indexes.answering(tenant.id());
    if (index.isEmpty()) {
      return List.of();
    }
    float[] embedding = embedders.of(index.get().asked(tenant)).question(question.text());
    return search.find(
        tenant.id(),
        new Question(question.text(), question.limit(), filter),
        index.get().id(),
        embedding);
  }

  /** With all the collections that are within those that are named. */
  private Filter checked(TenantId tenant, Filter filter) {
    long wanted = filter.documents().stream().distinct().count();
    if (wanted > 0 && search.visible(tenant, filter.documents()).size() < wanted) {
      throw Problem.notFound("document");
    }
    return filter.collections().isEmpty()
        ? filter
        : filter.inCollections(collecting.within(tenant, filter.collections()));
  }

  /** Those of the documents that the reader may see now; of deleted ones none. */
  public Set<UUID> visible(TenantId tenant, Collection<UUID> documents) {
    return documents.isEmpty() ? Set.of() : search.visible(tenant, documents);
  }
}
