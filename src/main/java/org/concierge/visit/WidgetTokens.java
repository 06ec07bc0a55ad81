package org.concierge.visit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.Person;
import org.concierge.access.Principal;
import org.concierge.access.Reader;
import org.concierge.access.Scope;
import org.concierge.audit.Audit;
import org.concierge.chat.Asking.Behalf;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.widget.Widget;

/**
 * What proves at an internal page's widget who somebody is: a token that the program behind the
 * page gets for them. It is worth something at one widget, on pages of one origin, for a quarter of
 * an hour, and for nothing but to ask; it dies with the user. Thread safe.
 */
public final class WidgetTokens {
  static final String HEADER = "X-Widget-Token";
  static final Duration LIFETIME = Duration.ofMinutes(15);

  private static final String PREFIX = "wt_";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final WidgetTokenRepository tokens;
  private final Users users;
  private final Audit audit;
  private final Clock clock;

  public WidgetTokens(WidgetTokenRepository tokens, Users users, Audit audit, Clock clock) {
    this.tokens = tokens;
    this.users = users;
    this.audit = audit;
    this.clock = clock;
  }

  /** For whom, where and until when a token is good. */
  record Grant(TenantId tenant, UUID widget, UUID user, String origin, Instant expiresAt) {}

  /** A token in clear, once. */
  record Issued(String token, Grant grant) {
    @Override
    public String toString() {
      return "Issued";
    }
  }

  /** Whether the caller vouches for the people on the widget's pages. */
  static boolean mayVouch(Principal caller, Widget widget) {
    return widget.isInternal()
        && (widget.settings().identityKey().filter(caller.id()::equals).isPresent()
            || caller.may(Scope.USERS));
  }

  /**
   * @param person who is signed in at the page
   * @param origin of the page
   */
  Issued issue(Caller by, Widget widget, User person, String origin) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Instant now = clock.instant();
    Grant grant = new Grant(widget.tenant(), widget.id(), person.id(), origin, now.plus(LIFETIME));
    tokens.insert(hash(token), grant, now);
    audit.record(
        by, "widget.token", person.id().toString(), Map.of("key", widget.key(), "origin", origin));
    return new Issued(token, grant);
  }

  /** Ends all that a person has, as when they sign out of the page. */
  void end(Caller by, UUID user) {
    tokens.delete(by.tenant(), user);
    audit.record(by, "widget.token.end", user.toString(), Map.of());
  }

  /**
   * Whose question this is.
   *
   * @param token null if none came along
   * @throws Problem UNAUTHENTICATED, in one sentence for all reasons
   */
  Behalf behalf(Visit visit, String token) {
    byte[] hash = hash(String.valueOf(token));
    Principal principal =
        TenantScope.get(visit.tenant().id(), () -> person(visit, hash))
            .map(person -> principal(visit, person))
            .orElseThrow(
                () ->
                    new Problem(
                        ProblemType.UNAUTHENTICATED,
                        "The widget's token is missing, expired, or not for this page."));
    return new Behalf(
        visit.tenant(),
        principal,
        () -> TenantScope.get(visit.tenant().id(), () -> lives(visit, hash).isPresent()));
  }

  private Optional<Person> person(Visit visit, byte[] hash) {
    return lives(visit, hash)
        .filter(grant -> grant.expiresAt().isAfter(clock.instant()))
        .flatMap(grant -> users.find(grant.tenant(), grant.user()))
        .map(User::person);
  }

  /** Also one that has expired: an answer that began before ends as it should. */
  private Optional<Grant> lives(Visit visit, byte[] hash) {
    return tokens
        .find(visit.tenant().id(), hash)
        .filter(grant -> grant.widget().equals(visit.widget().id()))
        .filter(grant -> grant.origin().equals(visit.door().origin()))
        .filter(
            grant ->
                users
                    .find(grant.tenant(), grant.user())
                    .filter(User::isActive)
                    .filter(user -> user.role().scopes().contains(Scope.CHAT))
                    .isPresent());
  }

  /** With the person's own eyes, an administrator's too: on a page only what people share. */
  private static Principal principal(Visit visit, Person person) {
    return new Principal(
        person.id(),
        person.email(),
        visit.tenant().id(),
        Set.of(Scope.CHAT),
        Reader.of(person.id(), person.groups()),
        Optional.of(person),
        Optional.empty());
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
