package org.concierge.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.concierge.identity.User;
import org.concierge.tenant.TenantId;

/**
 * The tenants that the person at this browser has proved to be in, since the console session began.
 * Kept in the session; a proof is worth nothing once the user's credentials have been ended.
 */
final class Memberships {
  private static final String PROVED = "org.concierge.memberships";

  private Memberships() {}

  /**
   * One of them.
   *
   * @param at when it was proved
   */
  record Membership(String tenant, UUID user, Instant at) implements Serializable {
    TenantId tenantId() {
      return new TenantId(tenant);
    }

    /** Whether the proof still holds for what the user has become. */
    boolean holdsFor(User found) {
      return found.isActive() && !at.isBefore(found.validFrom());
    }
  }

  /** Sorted by tenant. */
  static List<Membership> of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(PROVED) instanceof Proved proved
        ? proved.memberships()
        : List.of();
  }

  static Optional<Membership> in(HttpServletRequest request, String tenant) {
    return of(request).stream().filter(one -> one.tenant().equals(tenant)).findFirst();
  }

  /** A later proof for a tenant replaces the former one. */
  static void add(HttpServletRequest request, Membership fresh) {
    TreeMap<String, Membership> all = new TreeMap<>();
    Stream.concat(of(request).stream(), Stream.of(fresh))
        .forEach(one -> all.put(one.tenant(), one));
    request.getSession().setAttribute(PROVED, new Proved(List.copyOf(all.values())));
  }

  static void forgetAll(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.removeAttribute(PROVED);
    }
  }

  private record Proved(List<Membership> memberships) implements Serializable {}
}
