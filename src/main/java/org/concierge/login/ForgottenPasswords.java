package org.concierge.login;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.concierge.access.Caller;
import org.concierge.identity.Invitations;
import org.concierge.identity.User;
import org.concierge.identity.UserFields;
import org.concierge.identity.Users;
import org.concierge.limit.Limit;
import org.concierge.limit.Rate;
import org.concierge.limit.Throttle;
import org.concierge.login.AccountRepository.Account;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;

/**
 * Mails a link to whoever has forgotten a password. Whether there is such a person, neither an
 * answer nor its time tells: the look is taken afterwards, by a thread of its own. Operators are
 * looked after by the command line. Thread safe.
 */
public final class ForgottenPasswords implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ForgottenPasswords.class.getName());

  /** An office behind one address; what is slowed down here costs one mail each at most. */
  private static final Rate ADDRESS = new Rate(60, Duration.ofSeconds(10));

  /** Mails to one person: more would fill a mailbox and help nobody. */
  private static final Rate ACCOUNT = new Rate(3, Duration.ofMinutes(20));

  /** What a slow mail server may leave waiting. */
  private static final int QUEUE = 200;

  private final AccountRepository accounts;
  private final PasswordLogin passwords;
  private final Users users;
  private final Invitations invitations;
  private final Throttle throttle;
  private final ThreadPoolExecutor mailing =
      new ThreadPoolExecutor(
          0,
          1,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          task -> {
            Thread thread = new Thread(task, "concierge-forgotten");
            thread.setDaemon(true);
            return thread;
          });

  public ForgottenPasswords(
      AccountRepository accounts,
      PasswordLogin passwords,
      Users users,
      Invitations invitations,
      Throttle throttle) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.users = users;
    this.invitations = invitations;
    this.throttle = throttle;
  }

  /**
   * Returns at once; each tenant in which the name has a password writes a mail of its own.
   *
   * @param tenant as it was typed; empty for any
   * @throws Problem BAD_REQUEST for what is no name; TOO_MANY_REQUESTS, whether or not there is
   *     such a person
   */
  public void ask(Optional<String> tenant, String typed, String address, String requestId) {
    String login = UserFields.login(typed);
    throttle.take(
        Limit.of(ADDRESS, "forgotten-address", LoginLimits.network(address)),
        Limit.of(ACCOUNT, "forgotten", login));
    try {
      mailing.execute(() -> mail(tenant, login, requestId));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.WARNING, "Too many have forgotten their passwords at once; one gets no mail.");
    }
  }

  /**
   * Whether there is a way for such mails to go.
   *
   * @param tenant empty: for whoever names none
   */
  public boolean isOffered(Optional<TenantId> tenant) {
    try {
      return invitations.areMailed(tenant.orElse(Users.PLATFORM));
    } catch (Problem problem) {
      return false;
    }
  }

  private void mail(Optional<String> tenant, String login, String requestId) {
    try {
      for (Account account : accounts.find(login, tenant.orElse(null))) {
        if (mayAsk(account)) {
          Caller stranger = new Caller(Caller.NOBODY, "", account.tenant(), requestId);
          invitations.renew(stranger, account.user(), true);
        }
      }
    } catch (Problem problem) {
      LOG.log(Level.WARNING, "request {0}: {1}", requestId, problem.detail());
    }
  }

  /** A link that nobody would get must not end one that somebody has. */
  private boolean mayAsk(Account account) {
    return !account.tenant().equals(Users.PLATFORM)
        && passwords.isOpen(account.tenant())
        && invitations.areMailed(account.tenant())
        && users
            .find(account.tenant(), account.user())
            .filter(User::isActive)
            .filter(user -> user.email().contains("@"))
            .isPresent();
  }

  @Override
  public void close() {
    mailing.shutdownNow();
  }
}
