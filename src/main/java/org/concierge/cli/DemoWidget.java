package org.concierge.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.widget.WidgetSettings;
import org.concierge.widget.WidgetSettings.Kind;
import org.concierge.widget.WidgetSettings.Position;
import org.concierge.widget.WidgetSettings.Sources;
import org.concierge.widget.WidgetSettings.Theme;
import org.concierge.widget.Widgets;

/** The widget on the pages of the demo, which are those of its own server. */
final class DemoWidget {
  private static final Map<String, List<String>> QUESTIONS =
      Map.of(
          "acme-corp",
          List.of("How long can a customer return a product?", "What does the warranty cover?"),
          "globex",
          List.of("Where do drivers report at the gate?", "What does chilled storage cost?"));

  private final Widgets widgets;

  DemoWidget(Widgets widgets) {
    this.widgets = widgets;
  }

  /** Lets the pages of the server at this port use it. */
  void open(TenantId tenant, int port) {
    List<String> origins = List.of("http://127.0.0.1:" + port, "http://localhost:" + port);
    TenantScope.run(tenant, () -> widgets.prepare(tenant, settings(tenant, origins)));
  }

  /** Without a limit, as all of the demo. */
  private static WidgetSettings settings(TenantId tenant, List<String> origins) {
    return new WidgetSettings(
        Kind.CUSTOMER,
        "Demo",
        origins,
        "",
        "",
        QUESTIONS.get(tenant.value()),
        "",
        "",
        "",
        WidgetSettings.USUAL.colour(),
        Theme.AUTO,
        Position.END,
        true,
        "",
        Sources.PASSAGES,
        true,
        "",
        List.of(),
        "",
        0,
        0,
        Optional.empty());
  }
}
