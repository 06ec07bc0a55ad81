package org.concierge.moving;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.concierge.persistence.Placement;
import org.concierge.tenant.DotEnv;
import org.concierge.tenant.Isolation;
import org.concierge.tenant.TenantId;

/**
 * A place for a tenant's rows, and the settings that name it.
 *
 * @param settings by key, all of {@link #KEYS}; null: not set
 */
record Place(TenantId tenant, Map<String, String> settings, Placement placement) {
  static final List<String> KEYS =
      List.of(
          "TENANT_ISOLATION", "DB_JNDI", "DB_HOST", "DB_PORT", "DB_NAME", "DB_USER", "DB_PASSWORD");

  /** Those of a settings file. */
  static Map<String, String> settings(String text) {
    try {
      Map<String, DotEnv.Entry> entries = DotEnv.parse(text);
      Map<String, String> settings = new LinkedHashMap<>();
      for (String key : KEYS) {
        DotEnv.Entry entry = entries.get(key);
        settings.put(key, entry == null ? null : entry.value());
      }
      return settings;
    } catch (DotEnv.Malformed e) {
      throw new IllegalStateException("The settings cannot be read.", e);
    }
  }

  Isolation tier() {
    String tier = settings.get(KEYS.get(0));
    return tier == null || tier.isBlank()
        ? Isolation.SHARED
        : Isolation.valueOf(tier.toUpperCase(Locale.ROOT));
  }

  boolean isSame(Place other) {
    return placement.target().equals(other.placement.target());
  }

  /** Whether it is what was asked for. */
  boolean fits(Destination wanted) {
    return tier() == wanted.tier()
        && wanted.database().entrySet().stream()
            .allMatch(entry -> entry.getValue().equals(settings.get(entry.getKey())));
  }

  /** Whether the database was made for the tenant by its tier, and by nobody else. */
  boolean isOwnDatabase() {
    return tier() == Isolation.DATABASE
        && settings.get("DB_HOST") == null
        && settings.get("DB_JNDI") == null
        && ("ragdb_" + tenant.sqlName()).equals(placement.login().database())
        && ("tenant_" + tenant.sqlName()).equals(placement.login().user());
  }

  String words() {
    return "tier " + tier().name().toLowerCase(Locale.ROOT) + " (" + placement.target() + ")";
  }
}
