package org.concierge.persistence;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.concierge.tenant.Installation;
import org.concierge.tenant.Tenants;

/** An installation that has not been given its databases yet: nothing is stored, nobody asked. */
public final class NoDatabase {
  private NoDatabase() {}

  /** The same as it would be on a machine with this home; the tenants' folder is inside. */
  public static Databases in(Path home) {
    Installation installation = installation(home);
    return new Databases(
        installation,
        new Tenants(installation.tenantsFolder()),
        new DataSources(1),
        new Migrations(Clock.systemUTC()));
  }

  public static Installation installation(Path home) {
    return Installation.from(Map.of("CONCIERGE_HOME", home.toString())::get);
  }
}
