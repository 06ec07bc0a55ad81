package org.concierge.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.custody.TenantFile;
import org.concierge.problem.Problem;
import org.concierge.tenant.DotEnv;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/** A tenant's settings as its administrators see and change them, in its file. Thread safe. */
public final class Settings {
  /** A system prompt of some pages. */
  private static final int MAX_VALUE = 20_000;

  private final Tenants tenants;
  private final Consumer<URI> addresses;
  private final Audit audit;

  /**
   * A setting.
   *
   * @param value null for a secret, and for one that is not set
   */
  public record Setting(String key, String value, boolean set, boolean secret) {}

  /**
   * @param addresses throws for one that a tenant's administrator may not have called
   */
  public Settings(Tenants tenants, Consumer<URI> addresses, Audit audit) {
    this.tenants = tenants;
    this.addresses = addresses;
    this.audit = audit;
  }

  /** Those that may be changed, set or not. */
  public List<Setting> all(TenantId tenant) {
    Map<String, String> values = values(file(tenant).read());
    List<Setting> settings = new ArrayList<>();
    for (String key : SettingKeys.ALL) {
      String value = values.get(key);
      boolean secret = SettingKeys.isSecret(key);
      settings.add(new Setting(key, secret ? null : value, value != null, secret));
    }
    return settings;
  }

  /**
   * Writes all of them or none; every node reads them within seconds, this one at once.
   *
   * @param changes by key; one that has no value goes back to its default
   * @throws Problem BAD_REQUEST or UNPROCESSABLE, naming the key
   */
  public synchronized void change(Caller by, Map<String, String> changes) {
    TenantId tenant = by.tenant();
    TenantFile file = file(tenant);
    Map<String, String> before = values(file.read());
    changes.forEach((key, value) -> check(key, value, changes, before));
    Map<String, String> wanted = new LinkedHashMap<>(before);
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            wanted.remove(key);
          } else {
            wanted.put(key, value);
          }
        });
    String text = file.changed(changes);
    if (!values(text).equals(wanted)) {
      throw Problem.badRequest(
          "The settings file was written by hand in a way that cannot be changed from here.");
    }
    tenants.check(tenant, text);
    file.write(text);
    tenants.refresh();
    audit.record(
        by,
        "settings.changed",
        "",
        Map.of("keys", String.join(" ", new TreeSet<>(changes.keySet()))));
  }

  private void check(
      String key, String value, Map<String, String> changes, Map<String, String> before) {
    if (!SettingKeys.ALL.contains(key)) {
      throw Problem.badRequest("\"" + printable(key) + "\" cannot be changed here.");
    }
    if (value != null
        && (value.length() > MAX_VALUE || value.matches("(?s).*[\\p{Cntrl}&&[^\\n\\t]].*"))) {
      throw Problem.badRequest("The value of " + key + " is too long, or is no text.");
    }
    String secret = SettingKeys.SENT_TO.get(key);
    if (secret != null && !Objects.equals(value, before.get(key))) {
      if (before.containsKey(secret) && !changes.containsKey(secret)) {
        throw Problem.badRequest(
            "With another " + key + " give " + secret + " too: it would be sent there.");
      }
      if (value != null) {
        address(key, value).ifPresent(addresses);
      }
    }
  }

  /** Empty for what is no address: that is told when the file is read. */
  private static Optional<URI> address(String key, String value) {
    try {
      return Optional.of(URI.create(value.strip())).filter(uri -> uri.getHost() != null);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(key + " must be an http or https address.");
    }
  }

  private TenantFile file(TenantId tenant) {
    return new TenantFile(tenants.folder(), tenant);
  }

  private static Map<String, String> values(String text) {
    try {
      Map<String, String> values = new LinkedHashMap<>();
      DotEnv.parse(text).forEach((key, entry) -> values.put(key, entry.value()));
      return values;
    } catch (DotEnv.Malformed e) {
      throw Problem.badRequest("The settings cannot be read: " + e.getMessage() + ".");
    }
  }

  private static String printable(String key) {
    return key.replaceAll("[^A-Za-z0-9_]", "?");
  }
}
