package org.concierge.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.RequestId;
import org.concierge.audit.Audit;
import org.concierge.bearer.Channel;
import org.concierge.bearer.ConsoleLogin;
import org.concierge.bearer.Login;
import org.concierge.bearer.Logins;
import org.concierge.console.Memberships.Membership;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.problem.Problem;

/** Lets people into the console and out of it; one login at a time in a browser. */
@RequestScoped
class ConsoleLogins {
  private Logins logins;
  private Users users;
  private Audit audit;
  private CurrentPrincipal caller;
  private HttpServletRequest request;

  ConsoleLogins() {}

  @Inject
  ConsoleLogins(
      Logins logins,
      Users users,
      Audit audit,
      CurrentPrincipal caller,
      HttpServletRequest request) {
    this.logins = logins;
    this.users = users;
    this.audit = audit;
    this.caller = caller;
    this.request = request;
  }

  /**
   * The person has proved to be all of these; the one who was here last is opened. Who is in
   * already stays so beside them.
   *
   * @param proved not empty, one for each tenant
   * @return the name of the page to begin with
   */
  String begin(List<User> proved) {
    if (Visitor.of(request, caller).isEmpty()) {
      Memberships.forgetAll(request);
    }
    User first =
        proved.stream()
            .max(Comparator.comparing(user -> user.lastLogin().orElse(user.createdAt())))
            .orElseThrow();
    open(first);
    proved.forEach(user -> Memberships.add(request, membership(user)));
    return home(first);
  }

  /**
   * Goes over to another tenant that was proved before.
   *
   * @throws Problem NOT_FOUND if it was not, or the proof is worth nothing any more
   */
  String change(String tenant) {
    User user =
        memberships().stream()
            .filter(one -> one.tenant().equals(tenant))
            .findFirst()
            .flatMap(this::user)
            .orElseThrow(() -> Problem.notFound("tenant"));
    open(user);
    return home(user);
  }

  /** A new login in place of one that has just been made worthless, for a changed password say. */
  void again(User user) {
    open(user);
    Memberships.add(request, membership(user));
  }

  /** Those whose proof still holds, the present one among them. */
  List<Membership> memberships() {
    Visitor.of(request, caller)
        .filter(who -> Memberships.in(request, who.tenant().value()).isEmpty())
        .ifPresent(this::addPresent);
    return Memberships.of(request).stream().filter(one -> user(one).isPresent()).toList();
  }

  /** Whoever let the person in here, has had a proof of it. */
  private void addPresent(Principal who) {
    Optional<UUID> login = who.login();
    logins.of(who.tenant(), who.id()).stream()
        .filter(one -> Optional.of(one.id()).equals(login))
        .forEach(
            one ->
                Memberships.add(
                    request, new Membership(who.tenant().value(), who.id(), one.createdAt())));
  }

  /** Nothing of the session remains. */
  void end() {
    HttpSession session = request.getSession(false);
    if (session != null) {
      endLogin(session.getAttribute(ConsoleLogin.ATTRIBUTE));
      session.invalidate();
    }
  }

  private void open(User user) {
    HttpSession session = request.getSession();
    Object former = session.getAttribute(ConsoleLogin.ATTRIBUTE);
    Login login = logins.begin(user, Channel.CONSOLE, user.role().scopes());
    users.loggedIn(user);
    String requestId = String.valueOf(request.getAttribute(RequestId.ATTRIBUTE));
    audit.record(
        new Caller(user.id(), user.email(), user.tenant(), requestId),
        "login.succeeded",
        user.id().toString(),
        Map.of("channel", "console"));
    // A session whose id somebody else may have planted must not be the one that is logged in.
    request.changeSessionId();
    session.setAttribute(ConsoleLogin.ATTRIBUTE, ConsoleLogin.of(login));
    endLogin(former);
  }

  private void endLogin(Object held) {
    if (held instanceof ConsoleLogin login) {
      logins.end(login.tenantId(), login.login());
    }
  }

  private Optional<User> user(Membership membership) {
    return users.find(membership.tenantId(), membership.user()).filter(membership::holdsFor);
  }

  /** As it is now: what made earlier proofs worthless has just happened, or has not. */
  private static Membership membership(User user) {
    return new Membership(user.tenant().value(), user.id(), Instant.now());
  }

  private static String home(User user) {
    return Pages.first(user.role().scopes());
  }
}
