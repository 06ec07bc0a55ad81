package org.concierge.description;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A method of a resource that this server serves: read from the running server, not from a document
 * about it.
 *
 * @param verb in capitals
 * @param path {@code /api/v1/documents/{id}}
 */
public record Endpoint(Class<?> resource, Method method, String verb, String path) {
  static final String BASE = "/api/v1/";

  /** All of them, by path and verb. */
  public static List<Endpoint> all(BeanManager beans) {
    List<Endpoint> found = new ArrayList<>();
    for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      Class<?> resource = bean.getBeanClass();
      if (resource.isAnnotationPresent(Path.class)) {
        for (Method method : resource.getDeclaredMethods()) {
          verbs(method).forEach(verb -> found.add(of(resource, method, verb)));
        }
      }
    }
    found.sort(
        Comparator.comparing(Endpoint::path)
            .thenComparing(Endpoint::verb)
            .thenComparing(endpoint -> endpoint.method().getName()));
    return found;
  }

  private static List<String> verbs(Method method) {
    List<String> verbs = new ArrayList<>();
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        verbs.add(verb.value());
      }
    }
    return verbs;
  }

  private static Endpoint of(Class<?> resource, Method method, String verb) {
    Path below = method.getAnnotation(Path.class);
    return new Endpoint(
        resource,
        method,
        verb,
        BASE
            + resource.getAnnotation(Path.class).value()
            + (below == null ? "" : "/" + below.value()));
  }

  /** What the method says, else what its class says; null if neither does. */
  public <A extends Annotation> A find(Class<A> type) {
    A onMethod = method.getAnnotation(type);
    return onMethod != null ? onMethod : resource.getAnnotation(type);
  }
}
