package org.concierge.console;

import jakarta.inject.Inject;
import java.util.List;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.persistence.Cursor;
import org.concierge.widget.Widget;
import org.concierge.widget.Widgets;

/** The tenant's widgets, and the making of one. */
@Page
@Requires(Scope.SETTINGS)
public class WidgetsPage {
  private static final int ON_A_PAGE = 25;

  private final WidgetForm form = WidgetForm.fresh();
  private Widgets widgets;
  private Visit visit;
  private Widget made;
  private String after = "";
  private List<Widget> found;

  WidgetsPage() {}

  @Inject
  WidgetsPage(Widgets widgets, Visit visit) {
    this.widgets = widgets;
    this.visit = visit;
  }

  public String create() {
    boolean done =
        Refusal.done(
            "widget",
            () -> made = visit.within(() -> widgets.create(visit.caller(), form.wanted())));
    if (!done) {
      return null;
    }
    visit.tellNext("widgets.created", made.settings().name());
    return Pages.redirect("widget") + "&id=" + made.id();
  }

  /** The newest first. */
  public List<Widget> getItems() {
    return page().shown(found());
  }

  /** The address of the next page; "" on the last one. */
  public String getNext() {
    String cursor =
        page()
            .next(
                found(),
                widget -> new Cursor(widget.createdAt(), widget.id()),
                visit.principal().tenant());
    return cursor == null ? "" : visit.link("widgets", "after", cursor);
  }

  /** The address of the first page; "" on itself. */
  public String getFirst() {
    return after.isEmpty() ? "" : visit.link("widgets");
  }

  private List<Widget> found() {
    if (found == null) {
      found = visit.within(() -> widgets.list(visit.principal().tenant(), page()));
    }
    return found;
  }

  private org.concierge.persistence.Page page() {
    return org.concierge.persistence.Page.parse(ON_A_PAGE, after, visit.principal().tenant());
  }

  public WidgetForm getForm() {
    return form;
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after == null ? "" : after;
    found = null;
  }
}
