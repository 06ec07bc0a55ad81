package org.concierge.bearer;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Scope;
import org.concierge.tenant.TenantId;

/**
 * That a person got in, and may stay: all bearers, refresh tokens and console sessions that stem
 * from it die with it.
 *
 * @param id random, unique over all tenants
 * @param scopes what it may be used for at most; the person's role may allow less by now
 */
public record Login(
    UUID id, TenantId tenant, UUID user, Channel channel, Instant createdAt, Set<Scope> scopes) {
  public Login {
    scopes = Set.copyOf(scopes);
  }
}
