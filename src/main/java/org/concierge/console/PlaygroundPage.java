package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.Audit;
import org.concierge.retrieval.Passage;
import org.concierge.retrieval.Question;
import org.concierge.retrieval.Relevance;
import org.concierge.retrieval.Retriever;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenants;

/** What is found for a question, with the scores that put it in this order. */
@Page
@Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
public class PlaygroundPage {
  private static final int LIMIT = 20;
  private static final int MAX_QUESTION = 10_000;

  private Retriever retriever;
  private Tenants tenants;
  private Audit audit;
  private Visit visit;
  private String question = "";
  private List<Passage> passages;
  private List<Passage> relevant = List.of();

  PlaygroundPage() {}

  @Inject
  PlaygroundPage(Retriever retriever, Tenants tenants, Audit audit, Visit visit) {
    this.retriever = retriever;
    this.tenants = tenants;
    this.audit = audit;
    this.visit = visit;
  }

  /** Shows the same page: a question stands in no address. */
  public String find() {
    String text = question.strip();
    if (text.isEmpty() || text.length() > MAX_QUESTION) {
      Told.atField("question", "playground.needQuestion");
      return null;
    }
    Tenant tenant = tenants.get(visit.principal().tenant());
    passages = visit.within(() -> retriever.find(tenant, Question.of(text, LIMIT)));
    relevant = visit.within(() -> Relevance.relevant(retriever.asIndexed(tenant), text, passages));
    audit.later(visit.caller(), "search.debugged", "", passages.size());
    return null;
  }

  /** Best first; null before the first question. */
  public List<Passage> getPassages() {
    return passages;
  }

  /** Whether an answer would be based on it. */
  public boolean isUsed(Passage passage) {
    return relevant.contains(passage);
  }

  /** How many of them an answer would be based on. */
  public int getUsed() {
    return relevant.size();
  }

  /** The address of the document, at the passage. */
  public String link(Passage passage) {
    return visit.link(
        "document",
        "id",
        passage.documentId().toString(),
        "from",
        String.valueOf(passage.chunkIndex()));
  }

  public String getQuestion() {
    return question;
  }

  public void setQuestion(String question) {
    this.question = question == null ? "" : question;
  }
}
