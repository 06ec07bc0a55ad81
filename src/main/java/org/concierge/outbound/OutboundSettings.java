package org.concierge.outbound;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the operator says about calls to other servers, in the environment. */
final class OutboundSettings {
  private OutboundSettings() {}

  /** Whether this machine itself may be called: for tests. */
  static boolean loopback() {
    return setting("CONCIERGE_OUTBOUND_ALLOW_LOOPBACK").equals("true");
  }

  /** Hosts that may be called wherever they stand, in lower case. */
  static Set<String> known() {
    String hosts = setting("CONCIERGE_OUTBOUND_HOSTS").toLowerCase(Locale.ROOT);
    return Arrays.stream(hosts.split("[\\s,]+"))
        .filter(host -> !host.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** System properties of the same names win over the environment. */
  private static String setting(String name) {
    String value = System.getProperty(name, System.getenv(name));
    return value == null ? "" : value.strip();
  }
}
