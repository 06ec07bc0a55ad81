package org.concierge.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.concierge.limit.Quota;
import org.concierge.limit.RequestRates;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.security.ApiKeys.Known;

/**
 * What a living key must still pass: the origins that may use it, its requests a minute. Thread
 * safe.
 */
public final class KeyLimits {
  /** The request's attribute that says how many requests a minute its key may make, if limited. */
  public static final String PER_MINUTE = "org.concierge.key-per-minute";

  private final RequestRates rates;

  public KeyLimits(RequestRates rates) {
    this.rates = rates;
  }

  /**
   * Counts a use of the key that is no request with it.
   *
   * @param origin the header of that name; null for a program that is no browser
   * @throws Problem FORBIDDEN, or TOO_MANY_REQUESTS with the time to wait
   */
  public void check(Known key, String origin) {
    checkOrigin(key, origin);
    if (key.perMinute().isPresent()) {
      String id = key.principal().id().toString();
      rates.take(List.of(Quota.of("key", key.perMinute().getAsInt(), id)));
    }
  }

  /**
   * Notes on a request how often its key may come, for whoever counts.
   *
   * @throws Problem FORBIDDEN for a web page that may not use it
   */
  static void note(Known key, HttpServletRequest request) {
    checkOrigin(key, request.getHeader("Origin"));
    key.perMinute().ifPresent(perMinute -> request.setAttribute(PER_MINUTE, perMinute));
  }

  private static void checkOrigin(Known key, String origin) {
    if (origin != null && !key.origins().isEmpty() && !key.origins().contains(origin)) {
      throw new Problem(ProblemType.FORBIDDEN, "This key cannot be used from that web page.");
    }
  }
}
