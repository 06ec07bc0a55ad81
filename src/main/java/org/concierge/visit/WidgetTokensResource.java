package org.concierge.visit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.RequestId;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.access.TenantSelecting;
import org.concierge.identity.User;
import org.concierge.identity.Users;
import org.concierge.problem.Bodies;
import org.concierge.problem.Ids;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant.Endpoint;
import org.concierge.tenant.TenantId;
import org.concierge.widget.Widget;
import org.concierge.widget.Widgets;

/** Where the program behind an internal page gets its people's tokens for the widget. */
@Path("widget-tokens")
@RequestScoped
@TenantBound(Endpoint.CHAT)
@Requires(Scope.CHAT)
public class WidgetTokensResource {
  private Widgets widgets;
  private WidgetTokens tokens;
  private Users users;
  private CurrentPrincipal caller;
  private RequestId requestId;

  public WidgetTokensResource() {}

  @Inject
  public WidgetTokensResource(
      Widgets widgets,
      WidgetTokens tokens,
      Users users,
      CurrentPrincipal caller,
      RequestId requestId) {
    this.widgets = widgets;
    this.tokens = tokens;
    this.users = users;
    this.caller = caller;
    this.requestId = requestId;
  }

  /**
   * Who is signed in where.
   *
   * @param userId or {@code email}, one of them
   * @param origin of the page, one of the widget's
   */
  public record TokenRequest(
      String tenantId, String widgetKey, String userId, String email, String origin)
      implements TenantSelecting {}

  /**
   * A token.
   *
   * @param userId tells the page whose history it keeps
   * @param expiresIn seconds
   */
  public record TokenView(String token, UUID userId, long expiresIn) {
    @Override
    public String toString() {
      return "TokenView";
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response issue(TokenRequest request) {
    Bodies.present(request);
    TenantId tenant = caller.get().tenant();
    String key = Optional.ofNullable(request.widgetKey()).orElse(Widget.DEFAULT_KEY);
    // A caller who may not vouch learns as little as one who has mistyped the key.
    Widget widget =
        widgets
            .ofPage(tenant, key)
            .filter(found -> WidgetTokens.mayVouch(caller.get(), found))
            .orElseThrow(() -> Problem.notFound("widget whose people this key vouches for"));
    String origin = String.valueOf(request.origin()).toLowerCase(Locale.ROOT);
    if (!widget.isFor(origin)) {
      throw Problem.badRequest("\"origin\" must be one of the widget's.");
    }
    WidgetTokens.Issued issued = tokens.issue(by(), widget, person(tenant, request), origin);
    return Response.status(Response.Status.CREATED)
        .entity(
            new TokenView(issued.token(), issued.grant().user(), WidgetTokens.LIFETIME.toSeconds()))
        .build();
  }

  private User person(TenantId tenant, TokenRequest request) {
    if ((request.userId() == null) == (request.email() == null)) {
      throw Problem.badRequest("\"user_id\" or \"email\" must say who asks.");
    }
    Optional<User> found =
        request.userId() == null
            ? users.findByEmail(tenant, request.email().strip().toLowerCase(Locale.ROOT))
            : users.find(tenant, Ids.parse(request.userId(), "user"));
    return found
        .filter(User::isActive)
        .filter(user -> user.role().scopes().contains(Scope.CHAT))
        .orElseThrow(() -> Problem.notFound("user who may ask"));
  }

  @DELETE
  @Path("{user}")
  public void end(@PathParam("user") String user) {
    UUID id = users.get(caller.get().tenant(), Ids.parse(user, "user")).id();
    boolean vouches =
        caller.get().may(Scope.USERS)
            || caller.get().id().equals(id)
            || widgets.vouchedForBy(caller.get().tenant(), caller.get().id());
    if (!vouches) {
      throw Problem.notFound("user");
    }
    tokens.end(by(), id);
  }

  private Caller by() {
    return Caller.of(caller.get(), requestId);
  }
}
