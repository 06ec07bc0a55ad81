package org.concierge.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.access.Public;
import org.concierge.access.Requires;
import org.concierge.access.Scope;
import org.concierge.access.TenantBound;
import org.concierge.http.RoutesResource.Route;
import org.junit.jupiter.api.Test;

class RoutesResourceTest {
  /** Endpoints of every kind. */
  @Path("things")
  @TenantBound
  @Requires({Scope.DOCUMENTS_WRITE, Scope.DOCUMENTS_READ})
  static class Things {
    @GET
    void list() {}

    @DELETE
    @Path("{id}")
    @Requires(Scope.AUDIT)
    void delete() {}

    void noEndpoint() {}
  }

  @Path("health")
  static class Health {
    @GET
    @Public("one word")
    void open() {}

    @POST
    @TenantBound
    void forgotten() {}
  }

  /** What else is among the beans. */
  static class NoResource {
    @GET
    void get() {}
  }

  @Test
  void everyRouteSaysWhatItAsks() {
    assertThat(routes(Things.class, NoResource.class, Health.class))
        .containsExactly(
            new Route("GET", "/api/v1/health", List.of(), false, "one word"),
            new Route("POST", "/api/v1/health", List.of(), true, null),
            new Route(
                "GET", "/api/v1/things", List.of("documents:read", "documents:write"), true, null),
            new Route("DELETE", "/api/v1/things/{id}", List.of("audit"), true, null));
  }

  @Test
  void withoutResourcesThereAreNoRoutes() {
    assertThat(routes(NoResource.class)).isEmpty();
  }

  private static List<Route> routes(Class<?>... beans) {
    Set<Bean<?>> found = Stream.of(beans).map(RoutesResourceTest::bean).collect(Collectors.toSet());
    BeanManager manager =
        (BeanManager)
            Proxy.newProxyInstance(
                BeanManager.class.getClassLoader(),
                new Class<?>[] {BeanManager.class},
                (self, method, arguments) -> {
                  assertThat(method.getName()).isEqualTo("getBeans");
                  return found;
                });
    return new RoutesResource(manager).routes().items();
  }

  private static Bean<?> bean(Class<?> type) {
    return (Bean<?>)
        Proxy.newProxyInstance(
            Bean.class.getClassLoader(),
            new Class<?>[] {Bean.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getBeanClass" -> type;
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> self == arguments[0];
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
