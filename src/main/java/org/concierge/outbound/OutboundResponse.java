package org.concierge.outbound;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the other server answered, read to its end.
 *
 * @param headers by their names in lower case
 */
public record OutboundResponse(int status, Map<String, List<String>> headers, byte[] body) {

  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
        .findFirst();
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return status + ", " + body.length + " bytes";
  }
}
