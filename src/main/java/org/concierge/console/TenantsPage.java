package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Requires;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * The tenants that the person at this browser has proved to be in, and the way from one to another.
 */
@Page
@Requires({})
public class TenantsPage {
  private ConsoleLogins logins;
  private CurrentPrincipal caller;
  private Tenants tenants;
  private List<Row> memberships;
  private String to = "";
  private String then = "";

  TenantsPage() {}

  @Inject
  TenantsPage(ConsoleLogins logins, CurrentPrincipal caller, Tenants tenants) {
    this.logins = logins;
    this.caller = caller;
    this.tenants = tenants;
  }

  /** One line of the list. */
  public record Row(String tenant, String name, boolean current) {}

  public List<Row> getMemberships() {
    if (memberships == null) {
      String current = caller.get().tenant().value();
      memberships =
          logins.memberships().stream()
              .map(one -> new Row(one.tenant(), name(one.tenantId()), one.tenant().equals(current)))
              .toList();
    }
    return memberships;
  }

  public String open(String tenant) {
    String home = logins.change(tenant);
    return Pages.isLocal(then) && tenant.equals(to) ? Browser.to(then) : Pages.redirect(home);
  }

  /** Whether the tenant that a link has led to is among them. */
  public boolean isProved() {
    return getMemberships().stream().anyMatch(row -> row.tenant().equals(to));
  }

  public String getSignInLink() {
    return Pages.path("login") + (TenantId.parse(to).isPresent() ? "?tenant=" + to : "");
  }

  /** Its id, while its settings cannot be read. */
  private String name(TenantId tenant) {
    try {
      return tenants.get(tenant).name();
    } catch (Problem problem) {
      return tenant.value();
    }
  }

  public String getTo() {
    return to;
  }

  public void setTo(String to) {
    this.to = to == null ? "" : to;
  }

  public String getThen() {
    return then;
  }

  public void setThen(String then) {
    this.then = then == null ? "" : then;
  }
}
