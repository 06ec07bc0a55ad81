package org.concierge.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.audit.Audit;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;

/**
 * The users of each tenant: found, made, changed, ended. Invited ones come by way of {@link
 * Invitations}. Each method opens the tenant's scope itself. Thread safe.
 */
public final class Users {
  /** The tenant of the installation itself: operators are its users, and nobody else's. */
  public static final TenantId PLATFORM = new TenantId("platform");

  private final UserRepository repository;
  private final ProofRepository proofs;
  private final PasswordHashing hashing;
  private final Audit audit;
  private final Clock clock;

  public Users(
      UserRepository repository,
      ProofRepository proofs,
      PasswordHashing hashing,
      Audit audit,
      Clock clock) {
    this.repository = repository;
    this.proofs = proofs;
    this.hashing = hashing;
    this.audit = audit;
    this.clock = clock;
  }

  public Optional<User> find(TenantId tenant, UUID id) {
    return repository.find(tenant, id);
  }

  /**
   * @throws Problem NOT_FOUND if the tenant has no such user
   */
  public User get(TenantId tenant, UUID id) {
    return find(tenant, id).orElseThrow(() -> Problem.notFound("user"));
  }

  public Optional<User> findByEmail(TenantId tenant, String email) {
    return repository.findByEmail(tenant, UserFields.login(email));
  }

  /** One more than the query's limit, if there are more. */
  public List<User> list(TenantId tenant, UserRepository.Query query) {
    return repository.page(tenant, query);
  }

  public boolean isEmpty(TenantId tenant) {
    return repository.isEmpty(tenant);
  }

  /**
   * Makes a user who can log in at once; for the command line, where an operator may be made too.
   *
   * @throws Problem UNPROCESSABLE for a password that is too weak, CONFLICT if the tenant has such
   *     a user, FORBIDDEN for an operator outside of the installation's own tenant
   */
  public User create(Caller by, NewUser wanted, String password) {
    if ((wanted.role() == Role.OPERATOR) != by.tenant().equals(PLATFORM)) {
      throw new Problem(
          ProblemType.FORBIDDEN,
          "Operators are users of the tenant " + PLATFORM + ", and its only ones.");
    }
    User user = fresh(by.tenant(), wanted, User.Status.ACTIVE);
    PasswordRules.check(password, user);
    unique(user.email(), () -> repository.insert(user, hashing.hash(password), null));
    audit.record(by, "user.created", user.id().toString(), described(user));
    return user;
  }

  /** As {@link #edit(Caller, UUID, UserChange, Boolean)}; the status stays. */
  public User edit(Caller by, UUID id, UserChange change) {
    return edit(by, id, change, null);
  }

  /**
   * All of it, or nothing.
   *
   * @param enabled null to leave it; false ends all that the user holds, and lets them not in again
   *     until it is true: then one who has never set a password is invited again, as before
   * @throws Problem NOT_FOUND, FORBIDDEN if the role is not one to give, CONFLICT if the tenant
   *     would have no active administrator left
   */
  public User edit(Caller by, UUID id, UserChange change, Boolean enabled) {
    if (change.role() != null) {
      requireGivable(by.tenant(), change.role());
    }
    UnaryOperator<User> status = enabled == null ? user -> user : status(by.tenant(), id, enabled);
    User user = change(by.tenant(), id, former -> status.apply(change.applied(former)));
    if (!change.isEmpty()) {
      audit.record(by, "user.changed", id.toString(), described(user));
    }
    if (enabled != null) {
      audit.record(by, enabled ? "user.enabled" : "user.disabled", id.toString(), Map.of());
    }
    return user;
  }

  private UnaryOperator<User> status(TenantId tenant, UUID id, boolean enabled) {
    if (!enabled) {
      return user -> with(user, User.Status.DISABLED, now());
    }
    boolean known = proofs.passwordHash(tenant, id).isPresent() || proofs.isExternal(tenant, id);
    User.Status status = known ? User.Status.ACTIVE : User.Status.INVITED;
    return user ->
        user.status() == User.Status.DISABLED ? with(user, status, user.validFrom()) : user;
  }

  public User disable(Caller by, UUID id) {
    return edit(by, id, UserChange.NONE, false);
  }

  public User enable(Caller by, UUID id) {
    return edit(by, id, UserChange.NONE, true);
  }

  /**
   * @throws Problem NOT_FOUND, CONFLICT for the last active administrator
   */
  public void delete(Caller by, UUID id) {
    if (!repository.delete(by.tenant(), id)) {
      throw Problem.notFound("user");
    }
    audit.record(by, "user.deleted", id.toString(), Map.of());
  }

  /** What the user holds now is worth nothing any more; they may log in again. */
  public void endCredentials(TenantId tenant, UUID user) {
    change(tenant, user, former -> with(former, former.status(), now()));
  }

  /** As {@link #endCredentials(TenantId, UUID)}, by somebody who is named in the audit. */
  public void endCredentials(Caller by, UUID user) {
    endCredentials(by.tenant(), user);
    audit.record(by, "user.logged-out", user.toString(), Map.of());
  }

  /** The user whom the tenant's identity provider describes, made or brought up to date. */
  public User justInTime(TenantId tenant, External external) {
    return new ExternalUsers(repository, proofs, audit, this).justInTime(tenant, external);
  }

  /**
   * @param former what the user has typed as their present password
   * @throws Problem UNAUTHENTICATED if it is not, UNPROCESSABLE if the fresh one is too weak
   */
  public void changePassword(Caller by, UUID id, String former, String fresh) {
    User user = get(by.tenant(), id);
    String hash = proofs.passwordHash(by.tenant(), id).orElse(null);
    boolean right = hash == null ? hashing.matchesNobody(former) : hashing.matches(former, hash);
    if (!right) {
      audit.record(by, "password.refused", id.toString(), Map.of());
      throw new Problem(ProblemType.FORBIDDEN, "The present password is not right.");
    }
    setPassword(by, user, fresh);
  }

  /** For the command line and the demo, which answer for the tenant; nobody else's password is. */
  public void setPassword(Caller by, User user, String fresh) {
    PasswordRules.check(fresh, user);
    proofs.setPassword(user.tenant(), user.id(), hashing.hash(fresh), now());
    audit.record(by, "password.changed", user.id().toString(), Map.of());
  }

  /** The user has just logged in. */
  public void loggedIn(User user) {
    proofs.loggedIn(user.tenant(), user.id(), now());
  }

  /** A user who is not stored yet. */
  User fresh(TenantId tenant, NewUser wanted, User.Status status) {
    Instant now = now();
    return new User(
        UUID.randomUUID(),
        tenant,
        wanted.email(),
        wanted.name(),
        wanted.department(),
        wanted.role(),
        wanted.groups(),
        wanted.language(),
        status,
        now,
        now,
        Optional.empty());
  }

  User change(TenantId tenant, UUID id, UnaryOperator<User> change) {
    return repository.change(tenant, id, change).orElseThrow(() -> Problem.notFound("user"));
  }

  /** An administrator's power ends at the tenant: nobody there makes operators. */
  static void requireGivable(TenantId tenant, Role role) {
    if (role == Role.OPERATOR || tenant.equals(PLATFORM)) {
      throw new Problem(
          ProblemType.FORBIDDEN, "You can give the roles admin, member and viewer only.");
    }
  }

  /** That somebody was first is told in words that help. */
  static void unique(String email, Runnable insertion) {
    try {
      insertion.run();
    } catch (Problem problem) {
      if (problem.type() == ProblemType.CONFLICT) {
        throw new Problem(
            ProblemType.CONFLICT, "The tenant has a user " + email + " already.", problem);
      }
      throw problem;
    }
  }

  /** As precise as the database keeps it: what is compared later must be the same. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  static User with(User user, User.Status status, Instant validFrom) {
    return new User(
        user.id(),
        user.tenant(),
        user.email(),
        user.name(),
        user.department(),
        user.role(),
        user.groups(),
        user.language(),
        status,
        user.createdAt(),
        validFrom,
        user.lastLogin());
  }

  static Map<String, Object> described(User user) {
    return Map.of(
        "email", user.email(),
        "role", user.role().wire(),
        "department", user.department(),
        "groups", List.copyOf(user.groups()));
  }
}
