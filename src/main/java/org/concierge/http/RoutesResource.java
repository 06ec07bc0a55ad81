package org.concierge.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.concierge.access.Public;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.description.Endpoint;

/**
 * Every route that this server serves, and what it asks of a caller: read from the running server,
 * not from a document about it, for auditors and for the tests that enumerate.
 */
@Path("routes")
@RequestScoped
@TenantBound
public class RoutesResource {
  private BeanManager beans;

  public RoutesResource() {}

  @Inject
  public RoutesResource(BeanManager beans) {
    this.beans = beans;
  }

  /**
   * A route.
   *
   * @param scopes all of which a caller must have; empty for a public one
   * @param reason why a public one gives nothing away; absent otherwise
   */
  public record Route(
      String method, String path, List<String> scopes, boolean tenantBound, String reason) {}

  /** Sorted by path and method. */
  public record Routes(List<Route> items, String nextCursor) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.AUDIT)
  public Routes routes() {
    List<Route> routes = new ArrayList<>();
    Set<List<Object>> known = new HashSet<>();
    for (Endpoint endpoint : Endpoint.all(beans)) {
      // One that takes its body in several forms is one route; one that answers so is several.
      if (known.add(List.of(endpoint.verb(), endpoint.path(), answers(endpoint.method())))) {
        routes.add(route(endpoint));
      }
    }
    return new Routes(routes, null);
  }

  private static List<String> answers(Method method) {
    Produces produces = method.getAnnotation(Produces.class);
    return produces == null ? List.of() : List.of(produces.value());
  }

  private static Route route(Endpoint endpoint) {
    Requires requires = endpoint.find(Requires.class);
    Public open = endpoint.find(Public.class);
    return new Route(
        endpoint.verb(),
        endpoint.path(),
        requires == null ? List.of() : Scope.wires(List.of(requires.value())),
        endpoint.find(TenantBound.class) != null,
        open == null ? null : open.value());
  }
}
