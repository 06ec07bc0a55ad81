package org.concierge.access;

import java.util.Set;
import java.util.UUID;
import org.concierge.tenant.TenantId;

/**
 * Who calls, as its credential proves: one API key or one person, in exactly one tenant.
 *
 * @param id random, unique over all tenants
 * @param name shown in logs and audit: the key's prefix, never its secret
 * @param tenant the only tenant that this credential opens
 */
public record Principal(UUID id, String name, TenantId tenant, Set<Scope> scopes)
    implements java.security.Principal {

  public Principal {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public String getName() {
    return name;
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
