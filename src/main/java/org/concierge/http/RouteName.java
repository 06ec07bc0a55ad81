package org.concierge.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

/** What a route is called: {@code GET /documents/{id}}, without anything that a caller wrote. */
final class RouteName {
  private RouteName() {}

  /** Empty if the request met no route. */
  static String of(ResourceInfo resource) {
    Method method = resource.getResourceMethod();
    if (method == null) {
      return "";
    }
    String path = "";
    // A server may put a subclass of its own in front of the resource.
    for (Class<?> type = resource.getResourceClass(); type != null; type = type.getSuperclass()) {
      Path root = type.getAnnotation(Path.class);
      if (root != null) {
        path = "/" + root.value();
        break;
      }
    }
    Path below = method.getAnnotation(Path.class);
    return verb(method) + path + (below == null ? "" : "/" + below.value());
  }

  private static String verb(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        return verb.value() + " ";
      }
    }
    return "";
  }
}
