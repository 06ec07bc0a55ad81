package org.concierge.bearer;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Scope;
import org.concierge.tenant.TenantId;

/**
 * What a bearer that we have signed says, as far as it matters: who, where, for what. Its role and
 * its groups are for others to read; we look them up.
 *
 * @param subject the user, or the API key
 * @param login empty for the bearer of an API key
 * @param scopes known ones; others are left out
 */
record BearerClaims(TenantId tenant, UUID subject, Optional<UUID> login, Set<Scope> scopes) {
  BearerClaims {
    scopes = Set.copyOf(scopes);
  }
}
