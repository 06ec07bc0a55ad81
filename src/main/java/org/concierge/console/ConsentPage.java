package org.concierge.console;

import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.oauth.Authorizations;
import org.concierge.oauth.Authorizations.Question;
import org.concierge.problem.Problem;

/** Whether the visitor lets another program act in their name. */
@Page
@Requires({})
public class ConsentPage {
  private Authorizations authorizations;
  private Visit visit;
  private Question question;

  ConsentPage() {}

  @Inject
  ConsentPage(Authorizations authorizations, Visit visit) {
    this.authorizations = authorizations;
    this.visit = visit;
  }

  public String allow() {
    return Browser.away(authorizations.approve(visit.principal(), visit.caller(), uuid()));
  }

  public String deny() {
    return Browser.away(authorizations.deny(visit.principal(), visit.caller(), uuid()));
  }

  public UUID getId() {
    return question().request().id();
  }

  /** What it calls itself. */
  public String getProgram() {
    return question().client().name();
  }

  /** What it may do then, in the order of all scopes. */
  public List<Scope> getScopes() {
    return question().request().scopes().stream().sorted().toList();
  }

  /** The host that the answer goes to; the scheme of a program on this very machine. */
  public String getGoal() {
    URI uri = URI.create(question().request().redirectUri());
    return uri.getHost() == null ? uri.getScheme() : uri.getHost();
  }

  /** Where this page's form may lead to, for the browser; "" if there is no such question. */
  public String getTarget() {
    try {
      URI uri = URI.create(question().request().redirectUri());
      return uri.getRawAuthority() == null
          ? uri.getScheme() + ":"
          : uri.getScheme() + "://" + uri.getRawAuthority();
    } catch (Problem problem) {
      return "";
    }
  }

  private Question question() {
    if (question == null) {
      question = authorizations.question(visit.principal(), uuid());
    }
    return question;
  }

  private UUID uuid() {
    return visit.row("request").orElseThrow(() -> Problem.notFound("request"));
  }
}
