package org.concierge.console;

import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.console.KeyForm.Wrong;
import org.concierge.security.TenantKeys;
import org.concierge.security.TenantKeys.NewKey;
import org.concierge.security.TenantKeys.Shown;
import org.concierge.security.TenantKeys.TenantKey;

/** The tenant's API keys, and the making of one. */
@Page
@Requires(Scope.KEYS)
public class KeysPage {
  private final KeyForm form = new KeyForm();
  private TenantKeys keys;
  private Visit visit;
  private List<TenantKey> items;

  KeysPage() {}

  @Inject
  KeysPage(TenantKeys keys, Visit visit) {
    this.keys = keys;
    this.visit = visit;
  }

  public String create() {
    List<Wrong> wrong = new ArrayList<>();
    Optional<NewKey> wanted = form.read(wrong);
    wrong.forEach(one -> Told.atField(one.field(), one.key()));
    if (wanted.isEmpty()) {
      return null;
    }
    Shown shown = keys.create(visit.caller(), visit.principal().scopes(), wanted.get());
    visit.secretNext(shown.text(), "keys.created", shown.key().name());
    return Pages.redirect("keys");
  }

  public List<TenantKey> getItems() {
    if (items == null) {
      items = keys.list(visit.principal().tenant());
    }
    return items;
  }

  /** Those that the visitor has: nobody gives more. */
  public List<Scope> getGivable() {
    return Stream.of(Scope.values()).filter(visit.principal()::may).toList();
  }

  public KeyForm getForm() {
    return form;
  }

  /** Of the texts that say whether it works. */
  static String state(TenantKey key, Instant now) {
    if (key.revokedAt().isPresent()) {
      return "revoked";
    }
    return key.expiresAt().filter(end -> !end.isAfter(now)).isPresent() ? "expired" : "living";
  }

  public String state(TenantKey key) {
    return state(key, Instant.now());
  }
}
