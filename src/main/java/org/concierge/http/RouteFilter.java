package org.concierge.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;

/** Notes on a request which route it met and who makes it: for the edge, which sees it end. */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION - 200)
public class RouteFilter implements ContainerRequestFilter {
  private static final String SEEN = "org.concierge.seen";

  @Context private ResourceInfo resource;
  private CurrentPrincipal caller;
  private HttpServletRequest request;

  /** Public, as RESTEasy demands of a provider. */
  public RouteFilter() {}

  @Inject
  public RouteFilter(CurrentPrincipal caller, HttpServletRequest request) {
    this.caller = caller;
    this.request = request;
  }

  /**
   * What is known of a request.
   *
   * @param route {@code GET /documents/{id}}, "none" if it met none
   * @param principal empty for a stranger
   */
  record Seen(String route, Optional<Principal> principal) {
    String tenant() {
      return principal.map(who -> who.tenant().value()).orElse("");
    }

    /** The prefix of a key, the id of a person: no name, no address. */
    String caller() {
      return principal
          .map(who -> who.person().isPresent() ? who.id().toString() : who.name())
          .orElse("");
    }
  }

  @Override
  public void filter(ContainerRequestContext context) {
    request.setAttribute(SEEN, new Seen(RouteName.of(resource), caller.find()));
  }

  /** Of a request that has ended, or is about to. */
  static Seen of(HttpServletRequest request) {
    return request.getAttribute(SEEN) instanceof Seen seen
        ? seen
        : new Seen("none", Optional.empty());
  }
}
