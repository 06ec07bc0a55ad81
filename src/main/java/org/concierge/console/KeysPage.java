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
  private static final int ON_A_PAGE = 25;

  private final KeyForm form = new KeyForm();
  private TenantKeys keys;
  private Visit visit;
  private String after = "";
  private List<TenantKey> found;

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
    return page().shown(found());
  }

  /** The address of the next page; "" on the last one. */
  public String getNext() {
    String cursor = page().next(found(), TenantKey::position, visit.principal().tenant());
    return cursor == null ? "" : visit.link("keys", "after", cursor);
  }

  /** The address of the first page; "" on itself. */
  public String getFirst() {
    return after.isEmpty() ? "" : visit.link("keys");
  }

  private List<TenantKey> found() {
    if (found == null) {
      found = keys.list(visit.principal().tenant(), page());
    }
    return found;
  }

  private org.concierge.persistence.Page page() {
    return org.concierge.persistence.Page.parse(ON_A_PAGE, after, visit.principal().tenant());
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after == null ? "" : after;
    found = null;
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
