package org.concierge.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.audit.Audit;
import org.concierge.identity.ProofRepository.Invited;
import org.concierge.identity.ProofRepository.Sent;
import org.concierge.mail.Delivery;
import org.concierge.mail.Mailing;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/**
 * How people come in: an administrator invites them, and they choose a password by a link that
 * works once, for a week. A password that was forgotten is replaced in the same way; nobody sets
 * another's. Only the token's hash is stored. Thread safe.
 */
public final class Invitations {
  private static final Duration LIFE = Duration.ofDays(7);
  private static final int TOKEN_BYTES = 32;

  /** Each is a row and a mail; more than a department is an import, not an invitation. */
  private static final int MAX_AT_ONCE = 100;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Users users;
  private final ProofRepository proofs;
  private final PasswordHashing hashing;
  private final Mailing mailing;
  private final Audit audit;
  private final Clock clock;

  public Invitations(
      Users users,
      ProofRepository proofs,
      PasswordHashing hashing,
      Mailing mailing,
      Audit audit,
      Clock clock) {
    this.users = users;
    this.proofs = proofs;
    this.hashing = hashing;
    this.mailing = mailing;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A link to hand to a user; it cannot be shown again.
   *
   * @param link without the host: only the browser knows how this server is reached
   * @param delivery whether the user has it by mail already: then nobody else needs to see it
   */
  public record Invitation(User user, String link, Instant expiresAt, Delivery delivery) {
    @Override
    public String toString() {
      return "Invitation[" + user.id() + "]";
    }
  }

  /**
   * Invites all of them, or nobody. A mail that cannot be sent leaves its invitation in force.
   *
   * @param byMail whether each gets the link by mail, where a server for it is set up
   * @throws Problem FORBIDDEN for a role that is not one to give, CONFLICT if the tenant has one of
   *     them already
   */
  public List<Invitation> invite(Caller by, List<NewUser> wanted, boolean byMail) {
    if (wanted.isEmpty() || wanted.size() > MAX_AT_ONCE) {
      throw Problem.badRequest("Invite from 1 to " + MAX_AT_ONCE + " people at once.");
    }
    List<Invitation> invitations = new ArrayList<>();
    List<Sent> rows = new ArrayList<>();
    Set<String> emails = new HashSet<>();
    for (NewUser person : wanted) {
      Users.requireGivable(by.tenant(), person.role());
      if (!emails.add(UserFields.email(person.email()))) {
        throw Problem.badRequest("The e-mail " + person.email() + " stands there twice.");
      }
      String token = token();
      User user = users.fresh(by.tenant(), person, User.Status.INVITED);
      rows.add(new Sent(user, hash(token), expiry()));
      invitations.add(invitation(rows.get(rows.size() - 1), token));
    }
    String first = rows.size() == 1 ? rows.get(0).user().email() : "among these";
    Users.unique(first, () -> proofs.invite(by.tenant(), rows));
    for (Sent row : rows) {
      audit.record(by, "user.invited", row.user().id().toString(), Users.described(row.user()));
    }
    return byMail ? mailed(by, invitations) : invitations;
  }

  /**
   * A new link for somebody who has lost theirs, or their password; the former link ends.
   *
   * @param byMail whether they get it by mail, where a server for it is set up
   * @throws Problem NOT_FOUND, CONFLICT for a disabled user, FORBIDDEN for an operator
   */
  public Invitation renew(Caller by, UUID id, boolean byMail) {
    User user = users.get(by.tenant(), id);
    if (user.role() == Role.OPERATOR && !by.id().equals(Caller.NOBODY)) {
      throw new Problem(ProblemType.FORBIDDEN, "Operators are looked after by the command line.");
    }
    if (user.status() == User.Status.DISABLED) {
      throw new Problem(ProblemType.CONFLICT, "This user is disabled; enable them first.");
    }
    String token = token();
    Sent sent = new Sent(user, hash(token), expiry());
    proofs.renew(sent);
    audit.record(
        by,
        "user.invited",
        id.toString(),
        Map.of("again", true, "status", user.status().name().toLowerCase(Locale.ROOT)));
    Invitation renewed = invitation(sent, token);
    return byMail ? mailed(by, List.of(renewed)).get(0) : renewed;
  }

  /** Whether the tenant's links can go out by mail. */
  public boolean areMailed(TenantId tenant) {
    return mailing.isOn(tenant);
  }

  private List<Invitation> mailed(Caller by, List<Invitation> invitations) {
    List<Delivery> deliveries =
        mailing.send(by.tenant(), invitations.stream().map(Invitations::link).toList());
    List<Invitation> mailed = new ArrayList<>();
    for (int i = 0; i < deliveries.size(); i++) {
      Invitation made = invitations.get(i);
      Delivery delivery = deliveries.get(i);
      mailed.add(new Invitation(made.user(), made.link(), made.expiresAt(), delivery));
      if (delivery != Delivery.NONE) {
        String how = delivery.name().toLowerCase(Locale.ROOT);
        audit.record(by, "invitation.mailed", made.user().id().toString(), Map.of("how", how));
      }
    }
    return mailed;
  }

  private static Mailing.Link link(Invitation made) {
    User user = made.user();
    return new Mailing.Link(
        user.email(),
        user.language(),
        user.status() == User.Status.INVITED
            ? Mailing.Occasion.INVITED
            : Mailing.Occasion.FORGOTTEN,
        made.link(),
        made.expiresAt());
  }

  /**
   * Who would accept with this token.
   *
   * @throws Problem NOT_FOUND if the token is unknown, used or expired
   */
  public User invited(String token) {
    return proofs
        .findInvitation(hash(token))
        .flatMap(invited -> users.find(invited.tenant(), invited.user()))
        .filter(user -> user.status() != User.Status.DISABLED)
        .orElseThrow(Invitations::unknown);
  }

  /**
   * Sets the password of whom the token was made for. It works once, also if it is used twice at
   * the same moment; what the user held before ends.
   *
   * @param name null or "" to leave it
   * @return the user, active now
   * @throws Problem NOT_FOUND if the token is unknown, used or expired, UNPROCESSABLE if the
   *     password is too weak: then the token stays
   */
  public User accept(String token, String password, String name, String requestId) {
    User user = invited(token);
    PasswordRules.check(password, user);
    String called = UserFields.name(name);
    String hash = hashing.hash(password);
    Invited invited = new Invited(user.tenant(), user.id());
    if (!proofs.accept(invited, hash(token), hash, called, now())) {
      throw unknown();
    }
    Caller by = new Caller(user.id(), user.email(), user.tenant(), requestId);
    audit.record(by, "invitation.accepted", user.id().toString(), Map.of());
    return users.get(user.tenant(), user.id());
  }

  private static Invitation invitation(Sent sent, String token) {
    return new Invitation(
        sent.user(), "/dashboard/invite.xhtml?token=" + token, sent.expiresAt(), Delivery.NONE);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private Instant expiry() {
    return now().plus(LIFE);
  }

  private static String token() {
    byte[] random = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static byte[] hash(String token) {
    try {
      String text = token == null ? "" : token;
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** A token that is unknown, used or expired; which, is not told. */
  public static Problem unknown() {
    return new Problem(
        ProblemType.NOT_FOUND,
        "This invitation is unknown, expired or was used; ask your administrator for a new one.");
  }
}
