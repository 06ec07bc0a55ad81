package org.concierge.settings;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.RequestId;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.problem.Problem;
import org.concierge.settings.Settings.Setting;
import org.concierge.settings.SettingsTrial.Tried;
import org.concierge.tenant.TenantContext;

/** The tenant's settings, for its administrators; secrets go in and never come out. */
@Path("settings")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@Requires(Scope.SETTINGS)
public class SettingsResource {
  private static final int MAX_CHANGES = 100;

  private Settings settings;
  private SettingsTrial trial;
  private TenantContext tenant;
  private CurrentPrincipal caller;
  private RequestId requestId;

  public SettingsResource() {}

  @Inject
  public SettingsResource(
      Settings settings,
      SettingsTrial trial,
      TenantContext tenant,
      CurrentPrincipal caller,
      RequestId requestId) {
    this.settings = settings;
    this.trial = trial;
    this.tenant = tenant;
    this.caller = caller;
    this.requestId = requestId;
  }

  /** All that may be changed. */
  public record SettingList(List<Setting> items, String nextCursor) {}

  /** By key; null goes back to the default. */
  public record SettingsChange(String tenantId, Map<String, String> settings)
      implements TenantSelecting {}

  @GET
  public SettingList read() {
    return new SettingList(settings.all(tenant.id()), null);
  }

  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  public SettingList change(SettingsChange wanted) {
    if (wanted == null
        || wanted.settings() == null
        || wanted.settings().isEmpty()
        || wanted.settings().size() > MAX_CHANGES) {
      throw Problem.badRequest("\"settings\" must hold 1 to " + MAX_CHANGES + " settings.");
    }
    settings.change(Caller.of(caller.get(), requestId), wanted.settings());
    return read();
  }

  @POST
  @Path("test-model")
  public Tried testModel() {
    return trial.model(tenant.tenant());
  }

  @POST
  @Path("test-embedding")
  public Tried testEmbedding() {
    return trial.embedding(tenant.tenant());
  }

  /** To the address of whoever asks, and to no other. */
  @POST
  @Path("test-mail")
  public Tried testMail() {
    return trial.mail(tenant.tenant(), caller.get().person());
  }
}
