package org.concierge.security;

import org.concierge.access.Principal;
import org.concierge.bearer.Logins;
import org.concierge.tenant.Allowance.ChatAuth;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenants;

/** Asks for the tenant, and the login or the key that a principal came with. Thread safe. */
public final class LivingCredentials implements Principal.Standing {
  private final Tenants tenants;
  private final Logins logins;
  private final ApiKeys keys;

  public LivingCredentials(Tenants tenants, Logins logins, ApiKeys keys) {
    this.tenants = tenants;
    this.logins = logins;
    this.keys = keys;
  }

  @Override
  public boolean holds(Principal principal) {
    Tenant tenant = tenants.get(principal.tenant());
    if (principal.isVisitor()) {
      return !tenant.suspended() && tenant.allowance().chatAuth() == ChatAuth.PUBLIC;
    }
    return !tenant.suspended() && lives(principal);
  }

  private boolean lives(Principal principal) {
    return principal
        .login()
        .map(login -> logins.current(principal.tenant(), login))
        .orElseGet(
            () -> keys.find(principal.tenant(), principal.id()).map(ApiKeys.Known::principal))
        .filter(now -> now.scopes().containsAll(principal.scopes()))
        .isPresent();
  }
}
