package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.problem.Problem;
import org.concierge.security.TenantKeys;
import org.concierge.security.TenantKeys.TenantKey;
import org.concierge.tenant.TenantId;
import org.concierge.widget.Widget;
import org.concierge.widget.Widgets;

/** One widget: what it says and how it looks, where it may stand, what it was before. */
@Page
@Requires(Scope.SETTINGS)
public class WidgetPage {
  private static final int MAX_VERSIONS = 50;
  private static final int MAX_KEYS = 100;

  private final OriginTest trial = new OriginTest();
  private Widgets widgets;
  private TenantKeys keys;
  private Visit visit;
  private HttpServletRequest request;

  private Widget widget;
  private WidgetForm form;
  private String typed = "";

  WidgetPage() {}

  @Inject
  WidgetPage(Widgets widgets, TenantKeys keys, Visit visit, HttpServletRequest request) {
    this.widgets = widgets;
    this.keys = keys;
    this.visit = visit;
    this.request = request;
  }

  public String save() {
    boolean done =
        Refusal.done(
            "widget",
            () -> visit.within(() -> widgets.change(visit.caller(), id(), getForm().wanted())));
    return done ? told("widget.saved") : null;
  }

  /** Shows the same page with the answer. */
  public String test() {
    trial.judge(getWidget(), visit.tenant());
    return null;
  }

  public String restore(int version) {
    visit.within(() -> widgets.restore(visit.caller(), id(), version));
    return told("widget.restored", String.valueOf(version));
  }

  /** Its pages show it no longer. */
  public String delete() {
    String name = getWidget().settings().name();
    if (!typed.strip().equals(name)) {
      Told.atField("typed", "user.typed.wrong", name);
      return null;
    }
    visit.within(
        () -> {
          widgets.delete(visit.caller(), id());
          return null;
        });
    visit.tellNext("widget.deleted", name);
    return Pages.redirect("widgets");
  }

  private String told(String key, String... values) {
    visit.tellNext(key, values);
    return Pages.redirect("widget") + "&id=" + id();
  }

  /** Another tenant's is not found, as one that never was. */
  public Widget getWidget() {
    if (widget == null) {
      widget = visit.within(() -> widgets.get(tenant(), id()));
    }
    return widget;
  }

  public WidgetForm getForm() {
    if (form == null) {
      form = WidgetForm.of(getWidget());
    }
    return form;
  }

  /** The newest first. */
  public List<Widget> getVersions() {
    return visit.within(() -> widgets.versions(tenant(), id(), MAX_VERSIONS));
  }

  /** Those whose programs can vouch for people. */
  public List<TenantKey> getKeys() {
    return keys.list(tenant(), org.concierge.persistence.Page.parse(MAX_KEYS, "", tenant()));
  }

  /** The tag that puts it into a page. */
  public String getSnippet() {
    boolean internal = getWidget().isInternal();
    return "<script src=\"%s%s/%s-widget.js\" data-tenant=\"%s\" data-key=\"%s\"%s></script>"
        .formatted(
            Browser.origin(request),
            request.getContextPath(),
            internal ? "chat" : "customer",
            tenant(),
            getWidget().key(),
            internal ? " data-token-url=\"/concierge-token\"" : "");
  }

  public OriginTest getTrial() {
    return trial;
  }

  private TenantId tenant() {
    return visit.principal().tenant();
  }

  private UUID id() {
    return visit.row().orElseThrow(() -> Problem.notFound("widget"));
  }

  public String getTyped() {
    return typed;
  }

  public void setTyped(String typed) {
    this.typed = typed;
  }
}
