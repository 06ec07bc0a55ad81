package org.concierge.retrieval;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.audit.RequestAudit;
import org.concierge.library.DocumentView;
import org.concierge.library.DocumentsResource;
import org.concierge.library.DocumentsResource.DocumentList;
import org.concierge.retrieval.SearchResource.PassageView;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;

/** What an administrator looks at when an answer is wrong: was the right passage found at all? */
@Path("debug-rag")
@RequestScoped
@TenantBound(Endpoint.ADMIN)
public class DebugRagResource {
  private static final int LIMIT = 20;

  private Retriever retriever;
  private TenantContext tenant;
  private EntityManager entities;
  private RequestAudit audit;

  public DebugRagResource() {}

  @Inject
  public DebugRagResource(
      Retriever retriever, TenantContext tenant, EntityManager entities, RequestAudit audit) {
    this.retriever = retriever;
    this.tenant = tenant;
    this.entities = entities;
    this.audit = audit;
  }

  /**
   * Passages for a query, or documents without one; the other half is absent.
   *
   * @param contextUsed whether an answer would be based on the passages
   */
  public record DebugRag(
      String query,
      List<PassageView> passages,
      Boolean contextUsed,
      List<DocumentView> items,
      String nextCursor) {}

  /** With a query: its passages and their scores. Without one: the documents. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public DebugRag debug(@QueryParam("query") String query) {
    if (query == null || query.isBlank()) {
      DocumentList newest = DocumentsResource.newest(entities, tenant.id());
      audit.later("document.listed", "", newest.items().size());
      return new DebugRag(null, null, null, newest.items(), newest.nextCursor());
    }
    List<Passage> passages = retriever.find(tenant.tenant(), Question.of(query, LIMIT));
    audit.later("search.debugged", "", passages.size());
    return new DebugRag(
        query,
        passages.stream().map(PassageView::of).toList(),
        !Relevance.relevant(retriever.asIndexed(tenant.tenant()), query, passages).isEmpty(),
        null,
        null);
  }
}
