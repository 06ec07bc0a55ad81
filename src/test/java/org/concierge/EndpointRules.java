package org.concierge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.concierge.HouseRules.fail;
import static org.concierge.HouseRules.isResource;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;

/** What the web can reach is found by its name and says who may call it. */
final class EndpointRules {

  static final String PATHS = "only resources have a path";
  static final String GUARDED = "every endpoint says who may call it";

  private static final String PATH = "jakarta.ws.rs.Path";
  private static final String VERB = "jakarta.ws.rs.HttpMethod";

  private EndpointRules() {}

  static Map<String, ArchRule> over(String base) {
    return Map.of(
        PATHS, classes().should(fail("have no path", EndpointRules::strayPath)),
        GUARDED, methods().should(fail("be guarded", method -> unguarded(base, method))));
  }

  private static String strayPath(JavaClass type) {
    boolean path =
        type.isAnnotatedWith(PATH)
            || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(PATH));
    return path && !isResource(type)
        ? type.getName() + " has a @Path but is not called …Resource"
        : null;
  }

  /** Also where the method is not public: a verb on a method that is never served is a mistake. */
  private static String unguarded(String base, JavaMethod method) {
    // Verbs are recognised by their own annotation, so one that is invented later counts too.
    if (!method.isMetaAnnotatedWith(VERB)) {
      return null;
    }
    boolean guarded =
        Stream.of(base + ".access.Requires", base + ".access.Public")
            .anyMatch(
                annotation ->
                    method.isAnnotatedWith(annotation)
                        || method.getOwner().isAnnotatedWith(annotation));
    return guarded ? null : method.getFullName() + " carries neither @Requires nor @Public";
  }
}
