package org.concierge.retrieval;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantContext;

/** Passages without an answer: for programs that write their own. */
@Path("search")
@RequestScoped
@TenantBound
public class SearchResource {
  private static final int MAX_LIMIT = 100;
  private static final int MAX_QUERY = 10_000;

  private Retriever retriever;
  private TenantContext tenant;
  private RequestAudit audit;

  public SearchResource() {}

  @Inject
  public SearchResource(Retriever retriever, TenantContext tenant, RequestAudit audit) {
    this.retriever = retriever;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** Body of the request; only {@code query} is required. */
  public record SearchRequest(
      String tenantId,
      String query,
      Integer limit,
      List<UUID> documents,
      Map<String, String> metadata,
      List<String> tags,
      List<UUID> collections)
      implements TenantSelecting {}

  /** Best first. */
  public record SearchResponse(List<PassageView> passages) {}

  /** A passage on the wire. */
  public record PassageView(
      UUID documentId,
      String filename,
      int page,
      int chunkIndex,
      String headingPath,
      String text,
      double similarity,
      double keywordScore,
      double combinedScore,
      Integer startSeconds) {
    static PassageView of(Passage passage) {
      return new PassageView(
          passage.documentId(),
          passage.filename(),
          passage.page(),
          passage.chunkIndex(),
          passage.headingPath(),
          passage.text(),
          passage.similarity(),
          passage.keywordScore(),
          passage.combinedScore(),
          passage.startSeconds());
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.CHAT)
  public SearchResponse search(SearchRequest request) {
    Question question = checked(request);
    List<Passage> found = retriever.find(tenant.tenant(), question);
    audit.later("search", "", found.size());
    return new SearchResponse(found.stream().map(PassageView::of).toList());
  }

  private static Question checked(SearchRequest request) {
    if (request == null || request.query() == null || request.query().isBlank()) {
      throw Problem.badRequest("\"query\" is missing.");
    }
    if (request.query().length() > MAX_QUERY) {
      throw Problem.badRequest("\"query\" may have " + MAX_QUERY + " characters at most.");
    }
    int limit = request.limit() == null ? 10 : request.limit();
    if (limit < 1 || limit > MAX_LIMIT) {
      throw Problem.badRequest("\"limit\" must be from 1 to " + MAX_LIMIT + ".");
    }
    return new Question(
        request.query(),
        limit,
        Filter.of(request.documents(), request.metadata(), request.tags(), request.collections()));
  }
}
