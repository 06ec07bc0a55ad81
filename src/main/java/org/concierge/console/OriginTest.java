package org.concierge.console;

import java.util.List;
import org.concierge.problem.Problem;
import org.concierge.security.KeyFields;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.widget.Widget;

/** Whether pages of an origin may use a widget: asked before somebody finds out in public. */
public final class OriginTest {
  private String origin = "";
  private String verdict = "";

  /** Leaves the verdict, or says at the field that it is no origin. */
  void judge(Widget widget, Tenant tenant) {
    try {
      String asked = KeyFields.origins(List.of(origin.strip())).get(0);
      boolean served =
          tenant.serves(Endpoint.WIDGET_CONFIG)
              && tenant.serves(widget.isInternal() ? Endpoint.CHAT : Endpoint.CUSTOMER_CHAT);
      verdict = !served ? "off" : widget.isFor(asked) ? "yes" : "no";
    } catch (Problem problem) {
      Told.atField("origin", "widget.origin.bad");
    }
  }

  /** The end of the key of its text; "" before the question. */
  public String getVerdict() {
    return verdict;
  }

  public String getOrigin() {
    return origin;
  }

  public void setOrigin(String origin) {
    this.origin = origin;
  }
}
