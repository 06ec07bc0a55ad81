package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.platform.Look;
import org.concierge.platform.Overseeing;
import org.concierge.platform.Overseen;

/** One tenant as the operator sees it: how it does, and what can be done with it as a whole. */
@Page
@Requires(Scope.PLATFORM)
public class TenantPage {
  private Overseeing overseeing;
  private Visit visit;
  private HttpServletRequest request;
  private Overseen tenant;
  private String typed = "";

  TenantPage() {}

  @Inject
  TenantPage(Overseeing overseeing, Visit visit, HttpServletRequest request) {
    this.overseeing = overseeing;
    this.visit = visit;
    this.request = request;
  }

  public String suspend() {
    return suspend(true, "tenant.suspended");
  }

  public String resume() {
    return suspend(false, "tenant.resumed");
  }

  private String suspend(boolean suspended, String told) {
    Overseen changed = overseeing.suspend(visit.caller(), id(), suspended);
    visit.tellNext(told, changed.name());
    return here();
  }

  public String check() {
    overseeing.check(id());
    visit.tellNext("tenant.checked");
    return here();
  }

  public String erase() {
    if (!typed.strip().equals(getTenant().id().value())) {
      Told.atField("typed", "user.typed.wrong", getTenant().id());
      return null;
    }
    overseeing.erase(visit.caller(), id());
    visit.tellNext("tenant.erasingBegun", getTenant().name());
    return Pages.redirect("platform");
  }

  public Overseen getTenant() {
    if (tenant == null) {
      tenant = overseeing.get(id());
    }
    return tenant;
  }

  /** Null if nobody could look at its databases yet. */
  public Look getLook() {
    return getTenant().look().orElse(null);
  }

  public String getStorage() {
    Long bytes = getLook() == null ? null : getLook().storageBytes();
    return bytes == null ? "" : DocumentSearch.size(bytes);
  }

  public String getKind() {
    return kindOf(getTenant().state());
  }

  public String getHealthKind() {
    return getLook() == null ? "" : kindOf(getLook().health());
  }

  static String kindOf(Overseen.State state) {
    return switch (state) {
      case ACTIVE -> "on";
      case ERASING -> "warn";
      case SUSPENDED, BROKEN -> "off";
    };
  }

  static String kindOf(Look.Health health) {
    return health == Look.Health.REACHABLE ? "on" : "off";
  }

  private String id() {
    return request.getParameter("id");
  }

  private String here() {
    return Pages.redirect("tenant") + "&id=" + getTenant().id();
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }
}
