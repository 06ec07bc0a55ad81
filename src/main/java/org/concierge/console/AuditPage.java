package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.audit.AuditEntry;
import org.concierge.audit.AuditQuery;
import org.concierge.audit.AuditTrail;

/** Who did what in the tenant, page by page, the newest first. */
@Page
@Requires(Scope.AUDIT)
public class AuditPage {
  private static final int ON_A_PAGE = 50;

  private AuditTrail trail;
  private Visit visit;
  private List<AuditEntry> found;
  private String actor = "";
  private String action = "";
  private String before = "";

  AuditPage() {}

  @Inject
  AuditPage(AuditTrail trail, Visit visit) {
    this.trail = trail;
    this.visit = visit;
  }

  public List<AuditEntry> getItems() {
    return found().subList(0, Math.min(ON_A_PAGE, found().size()));
  }

  /** The address of the next page; "" on the last one. */
  public String getNext() {
    return found().size() <= ON_A_PAGE
        ? ""
        : link(String.valueOf(found().get(ON_A_PAGE - 1).sequence()));
  }

  /** The address of the first page; "" on itself. */
  public String getFirst() {
    return before.isEmpty() ? "" : link("");
  }

  /** In one line; the names are those of the audit. */
  public String details(Map<String, String> details) {
    return details.entrySet().stream()
        .filter(entry -> !entry.getValue().matches("(\\[])?"))
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private String link(String from) {
    return visit.link("audit", "actor", actor, "action", action, "before", from);
  }

  private List<AuditEntry> found() {
    if (found == null) {
      long below = before.matches("\\d{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE;
      found =
          trail.page(
              visit.principal().tenant(),
              new AuditQuery(ON_A_PAGE, below, present(action), present(actor), null, null));
    }
    return found;
  }

  private static String present(String text) {
    return text.isEmpty() ? null : text;
  }

  public String getActor() {
    return actor;
  }

  public void setActor(String actor) {
    this.actor = actor == null ? "" : actor.strip();
  }

  public String getAction() {
    return action;
  }

  public void setAction(String action) {
    this.action = action == null ? "" : action.strip();
  }

  public String getBefore() {
    return before;
  }

  public void setBefore(String before) {
    this.before = before == null ? "" : before;
  }
}
