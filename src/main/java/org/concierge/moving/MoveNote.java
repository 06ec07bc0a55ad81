package org.concierge.moving;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.concierge.custody.TenantFile;
import org.concierge.tenant.DotEnv;
import org.concierge.tenant.TenantId;

/**
 * From where to where a tenant is being moved, beside its settings until the move is complete: a
 * copy that nobody would look for otherwise is found by it.
 */
final class MoveNote {
  private static final String FROM = "FROM_";
  private static final String TO = "TO_";

  private final TenantFile file;

  MoveNote(Path tenantsFolder, TenantId id) {
    file = TenantFile.ofMove(tenantsFolder, id);
  }

  /** The settings of the two places. */
  record Both(Map<String, String> from, Map<String, String> to) {}

  void write(Place from, Place to) {
    Map<String, String> entries = new LinkedHashMap<>();
    add(entries, FROM, from.settings());
    add(entries, TO, to.settings());
    file.write(entries);
  }

  private static void add(
      Map<String, String> entries, String prefix, Map<String, String> settings) {
    settings.forEach(
        (key, value) -> {
          if (value != null) {
            entries.put(prefix + key, value);
          }
        });
  }

  /** Empty if no move is under way. */
  Optional<Both> read() {
    if (!file.exists()) {
      return Optional.empty();
    }
    try {
      Map<String, DotEnv.Entry> entries = DotEnv.parse(file.read());
      return Optional.of(new Both(settings(entries, FROM), settings(entries, TO)));
    } catch (DotEnv.Malformed e) {
      throw new IllegalStateException("The note of an earlier move cannot be read.", e);
    }
  }

  private static Map<String, String> settings(Map<String, DotEnv.Entry> entries, String prefix) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String key : Place.KEYS) {
      DotEnv.Entry entry = entries.get(prefix + key);
      settings.put(key, entry == null ? null : entry.value());
    }
    return settings;
  }

  void remove() {
    file.remove();
  }
}
