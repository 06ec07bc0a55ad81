package org.concierge.visit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.concierge.access.Public;
import org.concierge.widget.WidgetSettings;

/** What a page must know of its widget. */
@Path("widget-config")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WidgetConfigResource {
  /** A change is to be seen within a minute, and other nodes need ten seconds of it. */
  private static final String KEPT = "public, max-age=45";

  private Visiting visiting;
  private HttpServletRequest request;

  public WidgetConfigResource() {}

  @Inject
  public WidgetConfigResource(Visiting visiting, HttpServletRequest request) {
    this.visiting = visiting;
    this.request = request;
  }

  /**
   * A widget as its pages show it.
   *
   * @param title the tenant's name where its administrators have set none
   */
  public record ConfigView(
      String key,
      int version,
      String kind,
      String title,
      String greeting,
      List<String> suggestedQuestions,
      String consent,
      String privacyUrl,
      String logoUrl,
      String colour,
      String theme,
      String position,
      boolean launcher,
      String language,
      String sources,
      boolean inquiries) {
    static ConfigView of(Visit visit) {
      WidgetSettings settings = visit.widget().settings();
      return new ConfigView(
          visit.widget().key(),
          visit.widget().version(),
          WidgetSettings.wire(settings.kind()),
          settings.title().isEmpty() ? visit.tenant().name() : settings.title(),
          settings.greeting(),
          settings.questions(),
          settings.consent(),
          settings.privacyUrl(),
          settings.logoUrl(),
          settings.colour(),
          WidgetSettings.wire(settings.theme()),
          WidgetSettings.wire(settings.position()),
          settings.launcher(),
          settings.language(),
          WidgetSettings.wire(settings.sources()),
          settings.inquiries());
    }
  }

  @GET
  @Public("what a page shows to everybody; its key is in the page")
  public Response config(@Context Request conditions) {
    ConfigView config = ConfigView.of(visiting.look(Door.of(request, null, null)));
    EntityTag tag = new EntityTag(config.version() + "-" + Integer.toHexString(config.hashCode()));
    Response.ResponseBuilder same = conditions.evaluatePreconditions(tag);
    return (same == null ? Response.ok(config) : same)
        .tag(tag)
        .header("Cache-Control", KEPT)
        .build();
  }
}
