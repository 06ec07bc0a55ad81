package org.concierge.widget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.persistence.Page;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.concierge.widget.WidgetsResource.WidgetRequest;

/** A tenant's widgets. Thread safe. */
public final class Widgets {
  /** How long another node may go on with a former version. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final WidgetRepository widgets;
  private final Audit audit;
  private final Clock clock;
  private final Cache<Address, Optional<Widget>> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(KEPT).build();

  private record Address(TenantId tenant, String key) {}

  public Widgets(WidgetRepository widgets, Audit audit, Clock clock) {
    this.widgets = widgets;
    this.audit = audit;
    this.clock = clock;
  }

  /** As {@link Page} wants it: the newest first, one more than is shown if there are more. */
  public List<Widget> list(TenantId tenant, Page wanted) {
    return widgets.list(tenant, wanted);
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public Widget get(TenantId tenant, UUID id) {
    return widgets.find(tenant, id).orElseThrow(() -> Problem.notFound("widget"));
  }

  /**
   * The newest first, at most so many.
   *
   * @throws Problem NOT_FOUND
   */
  public List<Widget> versions(TenantId tenant, UUID id, int limit) {
    get(tenant, id);
    return widgets.versions(tenant, id, 0, limit);
  }

  /**
   * Makes it as it was; a new version, since pages have seen those between.
   *
   * @throws Problem NOT_FOUND, CONFLICT if it is changed at the same time
   */
  public Widget restore(Caller by, UUID id, int version) {
    Widget now = get(by.tenant(), id);
    Widget then =
        widgets.versions(by.tenant(), id, version, 1).stream()
            .filter(found -> found.version() == version)
            .findFirst()
            .orElseThrow(() -> Problem.notFound("version"));
    return change(by, now, then.settings());
  }

  /** That of a page, as it was at most ten seconds ago. */
  public Optional<Widget> ofPage(TenantId tenant, String key) {
    return known.get(
        new Address(tenant, key), address -> widgets.find(address.tenant(), address.key()));
  }

  /** Whether the key's program vouches for the people of any of the tenant's widgets. */
  public boolean vouchedForBy(TenantId tenant, UUID key) {
    return widgets.hasIdentityKey(tenant, key);
  }

  /**
   * @throws Problem CONFLICT if the tenant has one with that key
   */
  public Widget create(Caller by, String key, WidgetSettings settings) {
    Instant now = now();
    Widget widget =
        new Widget(by.tenant(), UUID.randomUUID(), key, 1, settings, now, now, by.name());
    if (!widgets.insert(widget)) {
      throw new Problem(ProblemType.CONFLICT, "There is a widget with this \"key\" already.");
    }
    written(by, "widget.create", widget);
    return widget;
  }

  /**
   * Makes the tenant's first widget; one that is there only lets the pages of the wanted one's
   * origins use it too. Told to no audit: it is part of how a tenant begins.
   */
  public void prepare(TenantId tenant, WidgetSettings wanted) {
    Optional<Widget> former = widgets.find(tenant, Widget.DEFAULT_KEY);
    Instant now = now();
    if (former.isEmpty()) {
      widgets.insert(
          new Widget(tenant, UUID.randomUUID(), Widget.DEFAULT_KEY, 1, wanted, now, now, ""));
    } else if (!former.get().settings().origins().containsAll(wanted.origins())) {
      WidgetSettings settings = former.get().settings();
      Set<String> all = new LinkedHashSet<>(settings.origins());
      all.addAll(wanted.origins());
      widgets.update(former.get().next(settings.on(List.copyOf(all)), now, ""));
    }
    known.invalidate(new Address(tenant, Widget.DEFAULT_KEY));
  }

  /**
   * @throws Problem BAD_REQUEST that names the field, CONFLICT if the tenant has one with that key
   */
  public Widget create(Caller by, WidgetRequest given) {
    WidgetSettings settings = WidgetFields.settings(WidgetSettings.USUAL, given);
    return create(by, WidgetFields.key(given.key()), settings);
  }

  /**
   * Changes what the request names.
   *
   * @throws Problem NOT_FOUND, BAD_REQUEST that names the field, CONFLICT if it has been changed
   *     since the version that the request names
   */
  public Widget change(Caller by, UUID id, WidgetRequest given) {
    if (given.key() != null) {
      throw Problem.badRequest("\"key\" stays: it stands in the pages that use the widget.");
    }
    Widget former = get(by.tenant(), id);
    if (given.version() != null && given.version() != former.version()) {
      throw changedMeanwhile();
    }
    return change(by, former, WidgetFields.settings(former.settings(), given));
  }

  private Widget change(Caller by, Widget former, WidgetSettings settings) {
    Widget widget = former.next(settings, now(), by.name());
    if (!widgets.update(widget)) {
      throw changedMeanwhile();
    }
    written(by, "widget.change", widget);
    return widget;
  }

  private static Problem changedMeanwhile() {
    return new Problem(ProblemType.CONFLICT, "Somebody else has changed this widget meanwhile.");
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public void delete(Caller by, UUID id) {
    Widget widget = get(by.tenant(), id);
    if (!widgets.delete(by.tenant(), id)) {
      throw Problem.notFound("widget");
    }
    written(by, "widget.delete", widget);
  }

  private void written(Caller by, String action, Widget widget) {
    known.invalidate(new Address(widget.tenant(), widget.key()));
    audit.record(
        by,
        action,
        widget.id().toString(),
        Map.of("key", widget.key(), "version", widget.version()));
  }

  /** As exactly as PostgreSQL stores it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
