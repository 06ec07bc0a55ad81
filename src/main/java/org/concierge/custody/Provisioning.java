package org.concierge.custody;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.concierge.access.KeyKind;
import org.concierge.identity.Users;
import org.concierge.persistence.DatabaseServer;
import org.concierge.persistence.Databases;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.security.ApiKeys;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Installation.DatabaseLogin;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.Secret;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;
import org.concierge.widget.WidgetSettings;
import org.concierge.widget.Widgets;

/**
 * Brings a tenant into being: its database if it gets one of its own, its settings, its schema, its
 * keys, a widget that no page may use yet. A running server notices the new folder by itself.
 */
public final class Provisioning {
  private final Installation installation;
  private final Tenants tenants;
  private final Databases databases;
  private final ApiKeys apiKeys;
  private final Widgets widgets;

  public Provisioning(
      Installation installation,
      Tenants tenants,
      Databases databases,
      ApiKeys apiKeys,
      Widgets widgets) {
    this.installation = installation;
    this.tenants = tenants;
    this.databases = databases;
    this.apiKeys = apiKeys;
    this.widgets = widgets;
  }

  /**
   * @return the three keys in clear: they are stored as hashes and cannot be shown again
   * @throws Problem BAD_REQUEST for the installation's own, CONFLICT if there is such a tenant,
   *     UNAVAILABLE if PostgreSQL is away; then there is no tenant, and a database that was made
   *     for it is empty
   */
  public Map<KeyKind, String> create(
      TenantId id, String name, Isolation isolation, Map<String, String> settings) {
    if (id.equals(Users.PLATFORM)) {
      throw Problem.badRequest("\"id\" must be another: no tenant can be called " + id + ".");
    }
    TenantFile file = new TenantFile(tenants.folder(), id);
    if (file.exists()) {
      throw new Problem(ProblemType.CONFLICT, "There is a tenant " + id + " already.");
    }
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("TENANT_ID", id.value());
    entries.put("TENANT_NAME", name);
    entries.put("TENANT_ISOLATION", isolation.name().toLowerCase(Locale.ROOT));
    if (isolation == Isolation.DATABASE) {
      entries.putAll(ownDatabase(id));
    }
    entries.putAll(settings);
    file.write(entries);
    boolean done = false;
    try {
      Map<KeyKind, String> keys = prepare(id);
      done = true;
      return keys;
    } finally {
      if (!done) {
        // A tenant without schema or keys would be in the way of the next try.
        file.withdraw();
        tenants.refresh();
      }
    }
  }

  /**
   * Makes the schema, the keys and a widget of a tenant whose settings are there; former keys end.
   */
  public Map<KeyKind, String> prepare(TenantId id) {
    tenants.refresh();
    tenants.get(id);
    TenantScope.run(id, () -> databases.inTenant(id, connection -> null));
    TenantScope.run(id, () -> widgets.prepare(id, WidgetSettings.USUAL));
    return apiKeys.renew(id);
  }

  /**
   * Makes an empty database for the tenant alone, and a login with a new password; where both are
   * there, only the password.
   *
   * @return the settings that lead there
   * @throws Problem UNAVAILABLE without an administrator's connection
   */
  public Map<String, String> ownDatabase(TenantId id) {
    DatabaseLogin administrator =
        installation
            .administrator()
            .orElseThrow(
                () ->
                    Problem.unavailable(
                        "A database can only be made with CONCIERGE_DB_URL set to an"
                            + " administrator's connection.",
                        null));
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Secret password = new Secret(HexFormat.of().formatHex(random));
    DatabaseLogin login =
        administrator.at("ragdb_" + id.sqlName()).as("tenant_" + id.sqlName(), password);
    databases.beforeTenant(connection -> null);
    new DatabaseServer(administrator).createTenantDatabase(login);
    return Map.of(
        "DB_NAME", login.database(), "DB_USER", login.user(), "DB_PASSWORD", password.value());
  }
}
