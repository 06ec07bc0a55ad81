package org.concierge.oauth;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Scope;
import org.concierge.tenant.TenantId;

/**
 * What a person is asked: whether a program may do something in their name.
 *
 * @param user who is asked, and nobody else
 * @param challenge of PKCE, S256
 * @param scopes what it may do then, none that the person may not
 * @param state handed back to the program as it came
 */
public record AuthorizationRequest(
    UUID id,
    TenantId tenant,
    UUID user,
    String client,
    String redirectUri,
    String challenge,
    Set<Scope> scopes,
    Optional<String> state) {
  public AuthorizationRequest {
    scopes = Set.copyOf(scopes);
  }
}
