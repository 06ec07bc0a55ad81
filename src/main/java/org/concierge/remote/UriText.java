package org.concierge.remote;

import java.nio.charset.StandardCharsets;

/** Text as it stands in an address (RFC 3986), in the one form that signatures agree on. */
final class UriText {
  private UriText() {}

  /** Of a path: its slashes stay. */
  static String encoded(String path) {
    return encoded(path, "/");
  }

  /** Of a name or value in a query. */
  static String component(String text) {
    return encoded(text, "");
  }

  private static String encoded(String text, String kept) {
    StringBuilder encoded = new StringBuilder();
    for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xff);
      boolean plain =
          c < 0x80
              && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0 || kept.indexOf(c) >= 0);
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }
}
