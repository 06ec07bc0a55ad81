package org.concierge.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/** The credential that a request carries, wherever it may stand; never read from the address. */
final class Credentials {
  private static final String BEARER = "bearer ";

  private Credentials() {}

  /**
   * @return empty if the request carries none
   * @throws Problem UNAUTHENTICATED if it carries two that differ
   */
  static Optional<String> of(HttpServletRequest request) {
    Set<String> found = new LinkedHashSet<>();
    for (String key : Collections.list(request.getHeaders("X-API-Key"))) {
      found.add(key.strip());
    }
    for (String value : Collections.list(request.getHeaders("Authorization"))) {
      if (value.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
        found.add(value.substring(BEARER.length()).strip());
      }
    }
    if (found.size() > 1) {
      throw new Problem(
          ProblemType.UNAUTHENTICATED, "The request carries two different credentials.");
    }
    return found.stream().findFirst();
  }
}
