package org.concierge.outbound;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to a server that somebody's settings name.
 *
 * @param method in capitals; only a GET follows redirects
 * @param headers besides those that the connection itself needs; values may hold credentials
 * @param body empty for none
 */
public record OutboundRequest(
    String method, URI address, Map<String, String> headers, byte[] body) {
  public OutboundRequest {
    headers = Map.copyOf(headers);
  }

  public static OutboundRequest get(URI address) {
    return new OutboundRequest("GET", address, Map.of("Accept", "application/json"), new byte[0]);
  }

  public OutboundRequest with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new OutboundRequest(method, address, more, body);
  }

  /** The same question elsewhere; what proves who asks stays with the server it was meant for. */
  OutboundRequest redirectedTo(URI elsewhere) {
    Map<String, String> kept = new LinkedHashMap<>(headers);
    if (!origin(elsewhere).equals(origin(address))) {
      kept.keySet().removeIf(name -> !name.equalsIgnoreCase("Accept"));
    }
    return new OutboundRequest(method, elsewhere, kept, body);
  }

  private static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  @Override
  public String toString() {
    return method + " " + address.getHost();
  }
}
