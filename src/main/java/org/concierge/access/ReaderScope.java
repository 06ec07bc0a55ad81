package org.concierge.access;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * With whose eyes the current thread looks at documents. Opened around each request by the {@code
 * TenantBound} interceptor, and by workers and commands around their work; a thread without one
 * sees no document at all.
 */
public final class ReaderScope {
  private static final ThreadLocal<Reader> CURRENT = new ThreadLocal<>();

  private ReaderScope() {}

  /** Runs the work as the reader; the thread has its former one afterwards. */
  public static <T> T call(Reader reader, Callable<T> work) throws Exception {
    Reader former = CURRENT.get();
    CURRENT.set(reader);
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

  /** As {@link #call}, for work that throws nothing checked. */
  public static <T> T get(Reader reader, Supplier<T> work) {
    try {
      return call(reader, work::get);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@link #get}, for work that gives nothing back. */
  public static void run(Reader reader, Runnable work) {
    get(
        reader,
        () -> {
          work.run();
          return null;
        });
  }

  public static Reader current() {
    Reader reader = CURRENT.get();
    return reader == null ? Reader.ofNothing() : reader;
  }
}
