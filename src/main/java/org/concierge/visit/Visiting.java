package org.concierge.visit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.concierge.limit.Limit;
import org.concierge.limit.Rate;
import org.concierge.limit.Throttle;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.tenant.Tenants;
import org.concierge.widget.WidgetSettings;
import org.concierge.widget.Widgets;

/**
 * Who may come in by a widget. A tenant that is not there, one that is suspended and a key that it
 * does not have are all the same to a stranger. Thread safe.
 */
public final class Visiting {
  /** Refusals to one address: a mistyped key is none too many, a search for keys is. */
  private static final Rate REFUSALS = new Rate(200, Duration.ofSeconds(1));

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Tenants tenants;
  private final Widgets widgets;
  private final Throttle throttle;

  public Visiting(Tenants tenants, Widgets widgets, Throttle throttle) {
    this.tenants = tenants;
    this.widgets = widgets;
    this.throttle = throttle;
  }

  /**
   * Lets a request for a widget's settings in, which are for everybody to see: also one that says
   * no origin, as a page of our own does.
   *
   * @throws Problem NOT_FOUND, FORBIDDEN to pages of other origins, TOO_MANY_REQUESTS to who is
   *     refused all the time
   */
  Visit look(Door door) {
    Visit visit =
        find(door)
            .filter(found -> found.tenant().serves(Endpoint.WIDGET_CONFIG))
            .orElseThrow(() -> refused(door, Problem.notFound("widget")));
    return door.origin() == null ? visit : ofItsPages(visit);
  }

  /**
   * Lets a request in that asks or tells something; a browser says the origin of each.
   *
   * @throws Problem as {@link #look}, also to who says no origin
   */
  public Visit enter(Door door) {
    return find(door)
        .filter(
            found ->
                found
                    .tenant()
                    .serves(found.widget().isInternal() ? Endpoint.CHAT : Endpoint.CUSTOMER_CHAT))
        .map(this::ofItsPages)
        .orElseThrow(() -> refused(door, Problem.notFound("widget")));
  }

  private Visit ofItsPages(Visit visit) {
    if (!visit.widget().isFor(visit.door().origin())) {
      throw refused(
          visit.door(),
          new Problem(
              ProblemType.FORBIDDEN, "This widget cannot be used from that page's origin."));
    }
    return visit;
  }

  private Problem refused(Door door, Problem why) {
    throttle.take(Limit.of(REFUSALS, "widget refused", door.address()));
    return why;
  }

  /**
   * Counts a question.
   *
   * @throws Problem TOO_MANY_REQUESTS with the time to wait
   */
  void count(Visit visit) {
    WidgetSettings settings = visit.widget().settings();
    String id = visit.widget().id().toString();
    List<Limit> limits = new ArrayList<>();
    if (settings.perAddress() > 0) {
      limits.add(Limit.of(perMinute(settings.perAddress()), "widget", id, visit.door().address()));
    }
    if (settings.perMinute() > 0) {
      limits.add(Limit.of(perMinute(settings.perMinute()), "widget", id));
    }
    if (!limits.isEmpty()) {
      throttle.take(limits.toArray(Limit[]::new));
    }
  }

  private static Rate perMinute(int number) {
    return new Rate(number, MINUTE.dividedBy(number));
  }

  /** Whether a visit that was let in still would be. */
  boolean holds(Visit visit) {
    return find(visit.door())
        .filter(now -> now.widget().id().equals(visit.widget().id()))
        .filter(now -> now.widget().isFor(visit.door().origin()))
        .isPresent();
  }

  /** Whether a page of that origin may talk to the widget, and see that it is refused. */
  public boolean admits(Door door) {
    return find(door).filter(found -> found.widget().isFor(door.origin())).isPresent();
  }

  private Optional<Visit> find(Door door) {
    return TenantId.parse(door.tenant())
        .flatMap(this::tenant)
        .filter(tenant -> !tenant.suspended())
        .flatMap(
            tenant ->
                TenantScope.get(tenant.id(), () -> widgets.ofPage(tenant.id(), door.key()))
                    .map(widget -> new Visit(tenant, widget, door)));
  }

  private Optional<Tenant> tenant(TenantId id) {
    try {
      return Optional.of(tenants.get(id));
    } catch (Problem problem) {
      if (problem.type() == ProblemType.NOT_FOUND) {
        return Optional.empty();
      }
      throw problem;
    }
  }
}
