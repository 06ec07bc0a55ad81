package org.concierge.webimport;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantContext;
import org.concierge.webimport.MediaInfo.Info;

/** What stands at an address, told before it is imported. */
@Path("media-info")
@RequestScoped
@TenantBound(Endpoint.MEDIA_INFO)
public class MediaInfoResource {
  private MediaInfo info;
  private TenantContext tenant;

  public MediaInfoResource() {}

  @Inject
  public MediaInfoResource(MediaInfo info, TenantContext tenant) {
    this.info = info;
    this.tenant = tenant;
  }

  /**
   * On the wire.
   *
   * @param duration in seconds
   */
  public record InfoView(
      String url, String kind, String title, Long duration, String mediaType, boolean captions) {
    static InfoView of(Info info) {
      return new InfoView(
          info.url(),
          info.kind().name().toLowerCase(Locale.ROOT),
          info.title(),
          info.durationSeconds(),
          info.mediaType(),
          info.captions());
    }
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.DOCUMENTS_WRITE)
  public InfoView get(@QueryParam("url") String url) {
    if (url == null || url.isBlank()) {
      throw Problem.badRequest("\"url\" must be an address.");
    }
    return InfoView.of(info.of(tenant.tenant(), url));
  }
}
