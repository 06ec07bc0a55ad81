package org.concierge.identity;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.concierge.access.Caller;
import org.concierge.access.Role;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.TenantId;

/**
 * The administrator that a tenant's settings name: made when the tenant has no user at all, and
 * never looked at again. Whoever takes the lines out of the file locks nobody out.
 */
public final class FirstAdministrator {
  private static final Logger LOG = System.getLogger(FirstAdministrator.class.getName());

  private final Users users;

  public FirstAdministrator(Users users) {
    this.users = users;
  }

  /**
   * @return empty if there are users already, or the settings name nobody who could be one: then
   *     one line in the log says why
   */
  public Optional<User> ensure(Tenant settings) {
    TenantId tenant = settings.id();
    Optional<Tenant.Administrator> named = settings.administrator();
    if (named.isEmpty() || !users.isEmpty(tenant)) {
      return Optional.empty();
    }
    Caller by = new Caller(Caller.NOBODY, "settings", tenant, "");
    try {
      return Optional.of(
          users.create(
              by, NewUser.of(named.get().login(), "", Role.ADMIN), named.get().password().value()));
    } catch (Problem problem) {
      if (problem.type().status() >= 500) {
        throw problem;
      }
      LOG.log(
          Level.ERROR,
          "tenant {0}: no administrator is made of ADMIN_USERNAME and ADMIN_PASSWORD: {1}",
          tenant,
          problem.detail());
      return Optional.empty();
    }
  }
}
