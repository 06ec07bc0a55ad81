package org.concierge.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.concierge.access.Public;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;

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
  public record Routes(List<Route> items) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Requires(Scope.AUDIT)
  public Routes routes() {
    List<Route> routes = new ArrayList<>();
    for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      if (bean.getBeanClass().isAnnotationPresent(Path.class)) {
        addRoutes(bean.getBeanClass(), routes);
      }
    }
    routes.sort(Comparator.comparing(Route::path).thenComparing(Route::method));
    return new Routes(routes);
  }

  private static void addRoutes(Class<?> resource, List<Route> routes) {
    Set<List<Object>> known = new HashSet<>();
    for (Method method : resource.getDeclaredMethods()) {
      for (Annotation annotation : method.getAnnotations()) {
        HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (verb != null) {
          Route route = route(resource, method, verb.value());
          // One that takes its body in several forms is one route; one that answers so is several.
          if (known.add(List.of(route.method(), route.path(), answers(method)))) {
            routes.add(route);
          }
        }
      }
    }
  }

  private static List<String> answers(Method method) {
    Produces produces = method.getAnnotation(Produces.class);
    return produces == null ? List.of() : List.of(produces.value());
  }

  private static Route route(Class<?> resource, Method method, String verb) {
    Requires requires = find(Requires.class, resource, method);
    Public open = find(Public.class, resource, method);
    Path below = method.getAnnotation(Path.class);
    return new Route(
        verb,
        "/api/v1/"
            + resource.getAnnotation(Path.class).value()
            + (below == null ? "" : "/" + below.value()),
        requires == null ? List.of() : Scope.wires(List.of(requires.value())),
        find(TenantBound.class, resource, method) != null,
        open == null ? null : open.value());
  }

  private static <A extends Annotation> A find(Class<A> type, Class<?> resource, Method method) {
    A onMethod = method.getAnnotation(type);
    return onMethod != null ? onMethod : resource.getAnnotation(type);
  }
}
