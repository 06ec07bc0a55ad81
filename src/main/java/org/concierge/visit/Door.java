package org.concierge.visit;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.concierge.limit.TrustedProxies;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.widget.Widget;

/**
 * At which widget a page's request knocks, and from where. Which one it is stands in the address,
 * so that it can be told before a browser has sent anything else.
 *
 * @param origin of the page, as the browser sends it; null if that is no other than ours, or if it
 *     is no browser
 * @param address the network's
 */
public record Door(String tenant, String key, String origin, String address) {
  private static final int MAX = 200;

  /**
   * @throws Problem CONFLICTING_TENANTS or BAD_REQUEST if the request names several
   */
  public static Door of(HttpServletRequest request, String tenantInBody, String keyInBody) {
    List<String> tenants =
        Stream.of(
                Stream.ofNullable(tenantInBody),
                inQuery(request, "tenant"),
                Collections.list(request.getHeaders("X-Tenant-ID")).stream())
            .flatMap(named -> named)
            .distinct()
            .toList();
    if (tenants.size() > 1) {
      throw new Problem(
          ProblemType.CONFLICTING_TENANTS,
          "tenant_id, tenant and X-Tenant-ID name different tenants.");
    }
    List<String> keys =
        Stream.concat(Stream.ofNullable(keyInBody), inQuery(request, "key")).distinct().toList();
    if (keys.size() > 1) {
      throw Problem.badRequest("\"widget_key\" and key name different widgets.");
    }
    return new Door(
        tenants.isEmpty() ? "" : tenants.get(0),
        keys.isEmpty() || keys.get(0).isEmpty() ? Widget.DEFAULT_KEY : keys.get(0),
        request.getHeader("Origin"),
        TrustedProxies.client(request));
  }

  /**
   * As far as a request can be understood without its body; empty if it names no tenant, or two.
   */
  public static Optional<Door> announced(HttpServletRequest request) {
    try {
      return Optional.of(of(request, null, null)).filter(door -> !door.tenant().isEmpty());
    } catch (Problem problem) {
      return Optional.empty();
    }
  }

  private static Stream<String> inQuery(HttpServletRequest request, String name) {
    String query = request.getQueryString();
    return Stream.of(query == null ? new String[0] : query.split("&", MAX))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].equals(name))
        .map(pair -> decoded(pair[1]));
  }

  /** What is not encoded as it should be names nothing that there is. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
