package org.concierge.oauth;

import java.time.Instant;
import java.util.List;
import org.concierge.tenant.TenantId;

/**
 * A program of others that people of one tenant may let in. It is public: it has no secret, and
 * proves itself by where it is sent back to and by PKCE (RFC 7636).
 *
 * @param id random, unique over all tenants
 * @param redirectUris where it may be sent back to, compared character by character
 */
public record OauthClient(
    String id, TenantId tenant, String name, List<String> redirectUris, Instant createdAt) {
  public OauthClient {
    redirectUris = List.copyOf(redirectUris);
  }
}
