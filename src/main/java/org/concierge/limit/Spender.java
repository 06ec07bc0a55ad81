package org.concierge.limit;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.concierge.access.Caller;
import org.concierge.access.Principal;

/**
 * On whose account the current thread works: what models are asked for meanwhile is written down
 * there. Opened around each request by the {@code TenantBound} interceptor; a thread without one
 * works on the tenant's own account.
 *
 * @param id the user's or the key's; {@link Caller#NOBODY} for the tenant's own
 * @param department "" if not told
 */
public record Spender(UUID id, Kind kind, String department) {
  /** The tenant itself: its documents that are ingested, its visitors. */
  public static final Spender TENANT = new Spender(Caller.NOBODY, Kind.NONE, "");

  private static final ThreadLocal<Spender> CURRENT = new ThreadLocal<>();

  /** What an account belongs to. */
  public enum Kind {
    USER,
    KEY,
    NONE
  }

  public static Spender of(Principal principal) {
    if (principal.isVisitor()) {
      return TENANT;
    }
    return new Spender(
        principal.id(),
        principal.person().isPresent() ? Kind.USER : Kind.KEY,
        principal.person().map(person -> person.department()).orElse(""));
  }

  /** Runs the work on the account; the thread has its former one afterwards. */
  public static <T> T call(Spender spender, Callable<T> work) throws Exception {
    Spender former = CURRENT.get();
    CURRENT.set(spender);
    try {
      return work.call();
    } finally {
      if (former == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(former);
      }
    }
  }

  public static Spender current() {
    return Optional.ofNullable(CURRENT.get()).orElse(TENANT);
  }
}
