package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.review.SessionItem;
import org.concierge.review.Sessions;
import org.concierge.review.Sessions.SessionList;

/** What was asked in the tenant: narrowed, page by page, the last used first. */
@Page
@Requires(Scope.AUDIT)
public class ConversationsPage {
  private Sessions sessions;
  private Visit visit;
  private SessionSearch search;
  private SessionList found;

  ConversationsPage() {}

  @Inject
  ConversationsPage(Sessions sessions, Visit visit, HttpServletRequest request) {
    this.sessions = sessions;
    this.visit = visit;
    this.search = new SessionSearch(request::getParameter);
  }

  public List<SessionItem> getItems() {
    return found().items();
  }

  /** The address of the next page; "" on the last one. */
  public String getNext() {
    String cursor = found().nextCursor();
    return cursor == null ? "" : visit.link("conversations", search.query(cursor));
  }

  /** The address of the first page; "" on itself. */
  public String getFirst() {
    return search.getAfter().isEmpty() ? "" : visit.link("conversations", search.query(""));
  }

  /** The address of all this as a table, with every question and answer. */
  public String getTable() {
    return ApiLink.of(visit, "admin/sessions", search.table());
  }

  /** Whether the tenant lets administrators read what others have asked. */
  public boolean isOthersShown() {
    return sessions.readsOthers(visit.principal().tenant());
  }

  private SessionList found() {
    if (found == null) {
      found = visit.within(() -> sessions.list(visit.caller(), search::listing));
    }
    return found;
  }

  public SessionSearch getSearch() {
    return search;
  }
}
