package org.concierge.it.browser;

import java.util.concurrent.atomic.AtomicInteger;

/** Tenants of the browser tests, which share an installation with all others. */
final class Stage {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Stage() {}

  /** The id of a tenant that nobody else has. */
  static String fresh(String name) {
    return name + "-" + NUMBER.incrementAndGet();
  }
}
