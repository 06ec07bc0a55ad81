package org.concierge.widget;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.concierge.tenant.TenantId;

/**
 * A window to ask questions in, on pages that need not be ours. Its key stands in those pages and
 * is no secret: what guards it are the origins of its settings and, on internal pages, tokens.
 *
 * @param version from 1, one more with each change
 * @param updatedBy who changed it last, as the audit names them
 */
public record Widget(
    TenantId tenant,
    UUID id,
    String key,
    int version,
    WidgetSettings settings,
    Instant createdAt,
    Instant updatedAt,
    String updatedBy) {
  /** The key of the widget that each tenant has from its beginning. */
  public static final String DEFAULT_KEY = "default";

  /**
   * Whether pages of that origin may use it.
   *
   * @param origin as browsers send it; null for a program that is no browser, which may not
   */
  public boolean isFor(String origin) {
    return origin != null && settings.origins().contains(origin.toLowerCase(Locale.ROOT));
  }

  public boolean isInternal() {
    return settings.kind() == WidgetSettings.Kind.CHAT;
  }

  /** The version that follows this one. */
  Widget next(WidgetSettings changed, Instant now, String by) {
    return new Widget(tenant, id, key, version + 1, changed, createdAt, now, by);
  }
}
