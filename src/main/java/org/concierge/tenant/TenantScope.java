package org.concierge.tenant;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The tenant that the current thread works for. Opened around each request by the {@code
 * TenantBound} interceptor and by workers around each job; persistence refuses to work without it,
 * and for any other tenant than the one it names. Not inherited by threads, and not nestable for
 * two tenants: a thread that serves one tenant cannot slip into another.
 */
public final class TenantScope {
  private static final ThreadLocal<TenantId> CURRENT = new ThreadLocal<>();

  private TenantScope() {}

  /** Runs the work for the tenant; the thread has its former scope (mostly none) afterwards. */
  public static <T> T call(TenantId tenant, Callable<T> work) throws Exception {
    TenantId former = CURRENT.get();
    if (former != null && !former.equals(tenant)) {
      throw new IllegalStateException("This thread already works for another tenant.");
    }
    CURRENT.set(tenant);
    try {
      return work.call();
    } finally {
      if (former == null) {
        CURRENT.remove();
      }
    }
  }

  /** As {@link #call}, for work that throws nothing checked. */
  public static <T> T get(TenantId tenant, Supplier<T> work) {
    try {
      return call(tenant, work::get);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public static void run(TenantId tenant, Runnable work) {
    get(
        tenant,
        () -> {
          work.run();
          return null;
        });
  }

  public static Optional<TenantId> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /**
   * @throws IllegalStateException if the thread works for no tenant, or for another one
   */
  public static void require(TenantId tenant) {
    TenantId current = CURRENT.get();
    if (current == null) {
      throw new IllegalStateException("No tenant is set for this thread.");
    }
    if (!current.equals(tenant)) {
      throw new IllegalStateException("This thread works for another tenant.");
    }
  }
}
