package org.concierge.library;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.audit.RequestAudit;
import org.concierge.library.BulkWork.Action;
import org.concierge.library.BulkWork.Outcome;
import org.concierge.library.BulkWork.Task;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantContext;

/** The same done to many documents. */
@Path("documents/bulk")
@RequestScoped
@TenantBound
public class BulkResource {
  private static final int MAX_IDS = 10_000;

  private BulkWork work;
  private Library library;
  private TenantContext tenant;
  private RequestAudit audit;

  public BulkResource() {}

  @Inject
  public BulkResource(BulkWork work, Library library, TenantContext tenant, RequestAudit audit) {
    this.work = work;
    this.library = library;
    this.tenant = tenant;
    this.audit = audit;
  }

  /** As in the address of a list; what is absent is any. */
  public record Wanted(String status, String type, String q, String collection, String tag) {
    String said(String name) {
      return switch (name) {
        case "status" -> status;
        case "type" -> type;
        case "q" -> q;
        case "collection" -> collection;
        case "tag" -> tag;
        default -> null;
      };
    }
  }

  /** Either some documents by id, or all that a filter means; an empty filter means all. */
  public record BulkBody(
      String tenantId,
      String action,
      List<UUID> ids,
      Wanted filter,
      List<String> tags,
      String collection,
      List<String> readers)
      implements TenantSelecting {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Requires({Scope.DOCUMENTS_READ, Scope.DOCUMENTS_WRITE})
  public Outcome run(BulkBody body) {
    if (body == null || (body.ids() == null) == (body.filter() == null)) {
      throw Problem.badRequest("Send either \"ids\" or a \"filter\".");
    }
    Task task = new Task(action(body.action()), body.tags(), body.collection(), body.readers());
    task.check();
    return work.run(audit.caller(), task, ids(body));
  }

  private List<UUID> ids(BulkBody body) {
    if (body.ids() != null) {
      if (body.ids().size() > MAX_IDS || body.ids().stream().anyMatch(Objects::isNull)) {
        throw Problem.badRequest("\"ids\" must be at most " + MAX_IDS + " ids.");
      }
      return body.ids();
    }
    DocumentListing listing = new DocumentListing(body.filter()::said);
    return library.ids(tenant.id(), listing.filter(tenant.id(), library.collecting()));
  }

  private static Action action(String text) {
    try {
      return Action.valueOf(String.valueOf(text).toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("\"action\" must be delete, reindex, tag, untag, move or readers.");
    }
  }
}
