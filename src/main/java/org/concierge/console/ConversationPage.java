package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.conversation.Citation;
import org.concierge.conversation.Transcript.SessionView;
import org.concierge.problem.Problem;
import org.concierge.review.Sessions;
import org.concierge.review.Sessions.Shown;

/** One conversation: what was asked and answered, from which sources, how fast; and its end. */
@Page
@Requires(Scope.AUDIT)
public class ConversationPage {
  /** Of an id: enough to know what one deletes. */
  private static final int NAME = 8;

  private Sessions sessions;
  private Visit visit;
  private Shown shown;
  private String typed = "";

  ConversationPage() {}

  @Inject
  ConversationPage(Sessions sessions, Visit visit) {
    this.sessions = sessions;
    this.visit = visit;
  }

  public String delete() {
    if (!typed.strip().equals(getName())) {
      Told.atField("typed", "user.typed.wrong", getName());
      return null;
    }
    visit.within(
        () -> {
          sessions.delete(visit.caller(), id());
          return null;
        });
    visit.tellNext("conversation.deleted");
    return Pages.redirect("conversations");
  }

  /** Not found is another tenant's, and somebody else's that is not for administrators. */
  public SessionView getSession() {
    return shown().session();
  }

  /** Whose it is; null for a program, or somebody who is gone. */
  public String getUser() {
    return shown().user();
  }

  /** Oldest first. */
  public List<TurnShown> getTurns() {
    return getSession().turns().stream()
        .map(turn -> new TurnShown(turn, shown().times().get(turn.id())))
        .toList();
  }

  /** The address of a source's document, where it is cited. */
  public String source(Citation source) {
    return visit.link(
        "document",
        "id",
        source.documentId().toString(),
        "from",
        String.valueOf(source.chunkIndex()));
  }

  /** The address of it all as a file. */
  public String file(String format) {
    return ApiLink.of(visit, "admin/sessions/" + id() + "/export", "format", format);
  }

  /** What has to be typed to delete it. */
  public String getName() {
    return id().toString().substring(0, NAME);
  }

  private Shown shown() {
    if (shown == null) {
      shown = visit.within(() -> sessions.read(visit.caller(), id()));
    }
    return shown;
  }

  private UUID id() {
    return visit.row().orElseThrow(() -> Problem.notFound("session"));
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }
}
