package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.evaluation.Adopting;
import org.concierge.evaluation.QuestionSet;
import org.concierge.identity.Users;
import org.concierge.review.Shortfalls;
import org.concierge.review.Shortfalls.Reason;
import org.concierge.review.Shortfalls.Shortfall;
import org.concierge.review.Shortfalls.ShortfallList;

/** Questions without a good answer, as a list of what is to be done, the newest first. */
@Page
@Requires({Scope.AUDIT, Scope.SETTINGS})
public class UnansweredPage {
  private static final int ON_A_PAGE = 25;

  private Shortfalls shortfalls;
  private Adopting adopting;
  private Users users;
  private Visit visit;
  private HttpServletRequest request;
  private String set = "";
  private String assignee = "";
  private ShortfallList found;

  UnansweredPage() {}

  @Inject
  UnansweredPage(
      Shortfalls shortfalls,
      Adopting adopting,
      Users users,
      Visit visit,
      HttpServletRequest request) {
    this.shortfalls = shortfalls;
    this.adopting = adopting;
    this.users = users;
    this.visit = visit;
    this.request = request;
  }

  public String done() {
    return mark(true, "unanswered.marked");
  }

  public String reopen() {
    return mark(false, "unanswered.reopened");
  }

  private String mark(boolean done, String told) {
    return withChosen(
        turns -> {
          turns.forEach(turn -> shortfalls.mark(visit.caller(), turn, done));
          visit.tellNext(told, String.valueOf(turns.size()));
        });
  }

  /** Takes the chosen questions into a question set; what is to be done stays to be done. */
  public String adopt() {
    return withChosen(
        turns -> {
          QuestionSet into = adopting.adopt(visit.caller(), turns, Words.uuid(set));
          visit.tellNext("unanswered.adopted", into.name(), String.valueOf(into.questions()));
        });
  }

  /** Each to whoever owns the document that fits it best. */
  public String assignOwners() {
    return withChosen(
        turns -> {
          long given =
              turns.stream().filter(turn -> shortfalls.assignToOwner(visit.caller(), turn)).count();
          visit.tellNext(
              "unanswered.assignedOwners",
              String.valueOf(given),
              String.valueOf(turns.size() - given));
        });
  }

  /** To the one whose e-mail was typed; without any to nobody. */
  public String assign() {
    Optional<String> to = new Owners(users, visit.principal().tenant()).id(assignee);
    if (to.isEmpty()) {
      Told.atField("assignee", "unanswered.assignee.unknown");
      return null;
    }
    return withChosen(
        turns -> {
          turns.forEach(turn -> shortfalls.assign(visit.caller(), turn, Words.uuid(to.get())));
          visit.tellNext("unanswered.assigned", String.valueOf(turns.size()));
        });
  }

  private String withChosen(Consumer<List<UUID>> work) {
    List<UUID> turns = Words.uuids(request.getParameterValues("pick"));
    if (turns.isEmpty()) {
      Told.refused("unanswered.choose");
      return null;
    }
    visit.within(
        () -> {
          work.accept(turns);
          return null;
        });
    return here();
  }

  /** The first page of the same list: what was done may have left the one that was shown. */
  private String here() {
    return Pages.redirect("unanswered")
        + (isDone() ? "&done=true" : "")
        + (getReason().isEmpty() ? "" : "&reason=" + getReason())
        + (isMine() ? "&mine=true" : "");
  }

  public List<Shortfall> getItems() {
    return found().items();
  }

  /** The address of the next page; "" on the last one. */
  public String getNext() {
    return found().nextCursor() == null ? "" : link(found().nextCursor());
  }

  /** The address of the first page; "" on itself. */
  public String getFirst() {
    return getAfter().isEmpty() ? "" : link("");
  }

  private String link(String after) {
    return visit.link(
        "unanswered",
        "done",
        isDone() ? "true" : "",
        "reason",
        getReason(),
        "mine",
        isMine() ? "true" : "",
        "after",
        after);
  }

  /** The address of its conversation, at the question. */
  public String place(Shortfall item) {
    return visit.link("conversation", "id", item.conversationId().toString())
        + "#turn-"
        + item.id();
  }

  private ShortfallList found() {
    if (found == null) {
      var tenant = visit.principal().tenant();
      var page = org.concierge.persistence.Page.parse(ON_A_PAGE, getAfter(), tenant);
      Optional<Reason> reason = Reason.parse(getReason());
      Optional<UUID> of = isMine() ? Optional.of(visit.principal().id()) : Optional.empty();
      found = visit.within(() -> shortfalls.list(visit.caller(), isDone(), reason, of, page));
    }
    return found;
  }

  /** Those that can take questions. */
  public List<QuestionSet> getSets() {
    return visit.within(() -> adopting.sets(visit.principal().tenant()));
  }

  /** Whether those are shown that were seen to. */
  public boolean isDone() {
    return "true".equals(request.getParameter("done"));
  }

  /** Whether those alone are shown that the visitor is to see to. */
  public boolean isMine() {
    return "true".equals(request.getParameter("mine"));
  }

  /** "unanswered", "bad", or "" for both. */
  public String getReason() {
    String reason = request.getParameter("reason");
    return "bad".equals(reason) || "unanswered".equals(reason) ? reason : "";
  }

  public String getAfter() {
    String after = request.getParameter("after");
    return after == null ? "" : after;
  }

  public String getAssignee() {
    return assignee;
  }

  public void setAssignee(String assignee) {
    this.assignee = assignee == null ? "" : assignee;
  }

  public String getSet() {
    return set;
  }

  public void setSet(String set) {
    this.set = set == null ? "" : set;
  }
}
