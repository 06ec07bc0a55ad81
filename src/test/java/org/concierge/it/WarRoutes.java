package org.concierge.it;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The routes of the classes that are packed into the WAR, whatever the running server says of them:
 * a route that hides from its list would hide from the walk.
 */
final class WarRoutes {
  private static final String REST = "jakarta.ws.rs.";
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

  private WarRoutes() {}

  /** As {@code GET /api/v1/documents}, in no order. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (JavaClass type : classes()) {
      Optional<String> root = path(type.tryGetAnnotationOfType(REST + "Path"));
      if (root.isPresent()) {
        for (JavaMethod method : type.getMethods()) {
          for (String name : names(Route.API + "/" + root.get(), method)) {
            // One that takes its body in several forms is one; one that answers so is several.
            if (known.add(name + answers(method))) {
              names.add(name);
            }
          }
        }
      }
    }
    return names;
  }

  /** Classes that answer requests past the routes: there should be none. */
  static List<String> servlets() {
    return classes().stream()
        .filter(
            type ->
                type.isAssignableTo("jakarta.servlet.Servlet")
                    || type.isAnnotatedWith("jakarta.websocket.server.ServerEndpoint"))
        .map(JavaClass::getName)
        .toList();
  }

  private static JavaClasses classes() {
    return new ClassFileImporter().importPath(Folders.BUILD.resolve("concierge/WEB-INF/classes"));
  }

  private static String answers(JavaMethod method) {
    return method
        .tryGetAnnotationOfType(REST + "Produces")
        .map(produces -> Arrays.deepToString((Object[]) produces.get("value").orElseThrow()))
        .orElse("");
  }

  private static List<String> names(String root, JavaMethod method) {
    Optional<String> below = path(method.tryGetAnnotationOfType(REST + "Path"));
    String address = root + below.map(path -> "/" + path).orElse("");
    List<String> verbs =
        method.getAnnotations().stream()
            .map(annotation -> annotation.getRawType().getName())
            .filter(
                name -> name.startsWith(REST) && METHODS.contains(name.substring(REST.length())))
            .map(name -> name.substring(REST.length()))
            .toList();
    if (verbs.isEmpty() && below.isPresent()) {
      throw new AssertionError("a sub-resource, whose routes nobody can list: " + method);
    }
    return verbs.stream().map(verb -> verb + " " + address).toList();
  }

  private static Optional<String> path(Optional<? extends JavaAnnotation<?>> annotation) {
    return annotation.map(path -> String.valueOf(path.get("value").orElseThrow()));
  }
}
