package org.concierge.tenant;

import java.util.List;
import java.util.Optional;

/** Tenants for tests, from the lines of a settings file: what a test does not say is a default. */
public final class SampleTenant {
  private SampleTenant() {}

  /** The tenant {@code acme} with these settings. */
  public static Tenant with(String... lines) {
    return named("acme", lines);
  }

  public static Tenant named(String id, String... lines) {
    try {
      return TenantSettings.read(
          new TenantId(id),
          SettingsFile.parse(".env", String.join("\n", List.of(lines))),
          Optional.empty());
    } catch (SettingsFile.BadValue e) {
      throw new IllegalArgumentException(e);
    }
  }
}
