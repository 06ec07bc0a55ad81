package org.concierge.login;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.identity.PasswordHashing;
import org.concierge.identity.User;
import org.concierge.identity.UserFields;
import org.concierge.identity.Users;
import org.concierge.limit.Limit;
import org.concierge.limit.Throttle;
import org.concierge.login.AccountRepository.Account;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * Whether a name and a password belong together. Whoever does not get in is told the same, after
 * the same work, whatever the reason: an unknown name, a wrong password, a user who is disabled,
 * invited or has no password, a tenant that is suspended or does not exist. Thread safe.
 */
public final class PasswordLogin {
  private final AccountRepository accounts;
  private final Users users;
  private final PasswordHashing hashing;
  private final Throttle throttle;
  private final Tenants tenants;
  private final Audit audit;

  public PasswordLogin(
      AccountRepository accounts,
      Users users,
      PasswordHashing hashing,
      Throttle throttle,
      Tenants tenants,
      Audit audit) {
    this.accounts = accounts;
    this.users = users;
    this.hashing = hashing;
    this.throttle = throttle;
    this.tenants = tenants;
    this.audit = audit;
  }

  /** As {@link #verify(Attempt)}, outside of a request that could be named. */
  public User verify(Optional<TenantId> tenant, String email, String password, String address) {
    return verify(new Attempt(tenant.map(TenantId::value), email, password, address, ""));
  }

  /**
   * The one user who this is.
   *
   * @throws Problem UNAUTHENTICATED, whyever; TOO_MANY_REQUESTS after too many failures; CONFLICT
   *     if the password opens several tenants: it names them
   */
  public User verify(Attempt attempt) {
    List<User> found = verifyAll(attempt);
    if (found.size() > 1) {
      String ids =
          found.stream()
              .map(user -> user.tenant().value())
              .sorted()
              .collect(Collectors.joining(", "));
      throw new Problem(
          ProblemType.CONFLICT, "You are in several tenants; name one as tenant_id: " + ids + ".");
    }
    User user = found.get(0);
    users.loggedIn(user);
    audit.record(
        new Caller(user.id(), user.email(), user.tenant(), attempt.requestId()),
        "login.succeeded",
        user.id().toString(),
        Map.of("address", attempt.address()));
    return user;
  }

  /**
   * The users whose password this is, one a tenant, at least one and at most 5; for a page that
   * lets a person choose.
   *
   * @throws Problem UNAUTHENTICATED, whyever; TOO_MANY_REQUESTS after too many failures
   */
  public List<User> verifyAll(Attempt attempt) {
    String login = UserFields.login(attempt.login());
    Limit[] limits = {
      LoginLimits.ofAccountAt(login, attempt.address()), LoginLimits.ofAddress(attempt.address())
    };
    throttle.take(limits);
    List<Account> candidates = accounts.find(login, attempt.tenant().orElse(null));
    Limit overall = LoginLimits.ofAccount(login);
    boolean counted = throttle.tryTake(overall);
    if (!counted) {
      candidates = known(candidates, attempt.address());
      if (candidates.isEmpty()) {
        // A refusal costs nothing here either.
        throttle.giveBack(limits);
        throw tooMany();
      }
    }
    List<Account> proven = proven(candidates, attempt);
    List<User> found = proven.stream().flatMap(account -> usable(account).stream()).toList();
    if (found.isEmpty()) {
      refuse(attempt, candidates);
    }
    throttle.giveBack(limits);
    if (counted) {
      throttle.giveBack(overall);
    }
    proven.forEach(account -> accounts.remember(account, attempt.address()));
    return found;
  }

  /**
   * Too many have failed from everywhere: only where its owner came from an account is open still.
   */
  private List<Account> known(List<Account> candidates, String address) {
    return candidates.stream().filter(account -> accounts.knows(account, address)).toList();
  }

  private static Problem tooMany() {
    return new Problem(ProblemType.TOO_MANY_REQUESTS, "Too many attempts; try again later.")
        .retryAfter(LoginLimits.ACCOUNT.refill())
        .with(Map.of("RateLimit-Limit", String.valueOf(LoginLimits.ACCOUNT.burst())));
  }

  private List<Account> proven(List<Account> candidates, Attempt attempt) {
    List<Account> proven =
        candidates.stream()
            .filter(account -> hashing.matches(attempt.password(), account.passwordHash()))
            .toList();
    // In how many tenants somebody is, cannot be told by the time that it takes.
    int due = attempt.tenant().isPresent() ? 1 : AccountRepository.MAX;
    for (int done = candidates.size(); done < due; done++) {
      hashing.matchesNobody(attempt.password());
    }
    return proven;
  }

  /** Read again: between the look-up and now somebody may have been disabled. */
  private Optional<User> usable(Account account) {
    return isOpen(account.tenant())
        ? users.find(account.tenant(), account.user()).filter(User::isActive)
        : Optional.empty();
  }

  /** Whether the tenant exists and is not suspended. */
  public boolean isOpen(TenantId tenant) {
    if (tenant.equals(Users.PLATFORM)) {
      return true;
    }
    try {
      return !tenants.get(tenant).suspended();
    } catch (Problem problem) {
      if (problem.type() == ProblemType.NOT_FOUND) {
        return false;
      }
      throw problem;
    }
  }

  /**
   * Changes the password of somebody who is logged in. Guessing the former one is as slow here.
   *
   * @throws Problem FORBIDDEN if the former is not right, UNPROCESSABLE if the fresh one is too
   *     weak, TOO_MANY_REQUESTS after too many failures
   */
  public void changePassword(Caller by, String former, String fresh, String address) {
    Limit limit = LoginLimits.ofAccountAt(by.name(), address);
    throttle.take(limit);
    try {
      users.changePassword(by, by.id(), former, fresh);
    } catch (Problem problem) {
      if (problem.type() == ProblemType.UNPROCESSABLE) {
        throttle.giveBack(limit);
      }
      throw problem;
    }
    throttle.giveBack(limit);
  }

  private void refuse(Attempt attempt, List<Account> candidates) {
    for (TenantId tenant : audited(attempt, candidates)) {
      Caller nobody = new Caller(Caller.NOBODY, "", tenant, attempt.requestId());
      String user =
          candidates.stream()
              .filter(account -> account.tenant().equals(tenant))
              .map(account -> account.user().toString())
              .findFirst()
              .orElse("");
      // Of several tenants each event would take its time.
      audit.later(nobody, "login.failed", user, Map.of("address", attempt.address()));
    }
    throw new Problem(
        ProblemType.UNAUTHENTICATED, "The e-mail or the password is wrong, or may not log in.");
  }

  /** One at least, so that it takes as long: what is no tenant's is the installation's. */
  private Set<TenantId> audited(Attempt attempt, List<Account> candidates) {
    Set<TenantId> concerned =
        candidates.stream().map(Account::tenant).collect(Collectors.toUnmodifiableSet());
    if (!concerned.isEmpty()) {
      return concerned;
    }
    Optional<TenantId> named = attempt.tenant().flatMap(TenantId::parse);
    return Set.of(named.filter(this::exists).orElse(Users.PLATFORM));
  }

  private boolean exists(TenantId tenant) {
    return tenants.all().stream().anyMatch(known -> known.id().equals(tenant));
  }
}
