package org.concierge.console;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.security.TenantKeys;
import org.concierge.security.TenantKeys.Shown;
import org.concierge.security.TenantKeys.TenantKey;

/** One API key: a new secret for it, or its end. */
@Page
@Requires(Scope.KEYS)
public class KeyPage {
  private TenantKeys keys;
  private Visit visit;
  private TenantKey key;
  private String typed = "";

  KeyPage() {}

  @Inject
  KeyPage(TenantKeys keys, Visit visit) {
    this.keys = keys;
    this.visit = visit;
  }

  public String rotate() {
    Shown shown =
        keys.rotate(visit.caller(), visit.principal().scopes(), uuid(), TenantKeys.OVERLAP);
    visit.secretNext(shown.text(), "key.rotated", shown.key().name());
    return Pages.redirect("key") + "&id=" + uuid();
  }

  public String revoke() {
    String name = getKey().name();
    if (!typed.strip().equals(name)) {
      Told.atField("typed", "user.typed.wrong", name);
      return null;
    }
    keys.revoke(visit.caller(), uuid());
    visit.tellNext("key.revoked", name);
    return Pages.redirect("keys");
  }

  /** Another tenant's key is not found, as one that never was. */
  public TenantKey getKey() {
    if (key == null) {
      key = keys.get(visit.principal().tenant(), uuid());
    }
    return key;
  }

  public String getState() {
    return KeysPage.state(getKey(), Instant.now());
  }

  private UUID uuid() {
    return visit.row().orElseThrow(() -> Problem.notFound("key"));
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }
}
