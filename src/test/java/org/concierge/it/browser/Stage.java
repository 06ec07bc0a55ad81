package org.concierge.it.browser;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.concierge.it.TestInstallation;

/** The installation of all browser tests: one that may call an identity provider on loopback. */
final class Stage {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static TestInstallation installation;

  private Stage() {}

  static synchronized TestInstallation installation() {
    if (installation == null) {
      installation = TestInstallation.fresh(Map.of("CONCIERGE_OUTBOUND_ALLOW_LOOPBACK", "true"));
    }
    return installation;
  }

  /** The id of a tenant that nobody else has. */
  static String fresh(String name) {
    return name + "-" + NUMBER.incrementAndGet();
  }
}
