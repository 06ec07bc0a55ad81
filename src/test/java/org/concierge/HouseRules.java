package org.concierge;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Every rule of the house by its name, over any base package, so that tests can break them all. */
final class HouseRules {

  private HouseRules() {}

  static Map<String, ArchRule> over(String base, PackageTable table) {
    var rules = new LinkedHashMap<String, ArchRule>();
    rules.putAll(PackageRules.over(base, table));
    rules.putAll(TechnologyRules.over(base));
    rules.putAll(EndpointRules.over(base));
    rules.putAll(TenantPredicateRules.over());
    rules.putAll(ShapeRules.over(base));
    // A row may wait for its first class; ArchitectureTest asserts that there are classes at all.
    rules.replaceAll((name, rule) -> rule.allowEmptyShould(true).as(name));
    return rules;
  }

  /** The package below the base: "" for the base itself, with dots for a sub-package. */
  static String rowOf(JavaClass type, String base) {
    String name = type.getPackageName();
    return name.equals(base) ? "" : name.substring(base.length() + 1);
  }

  /** The class that has a file of its own: what is nested, local or anonymous shares its rights. */
  static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(HouseRules::outermost).orElse(type);
  }

  static boolean isResource(JavaClass type) {
    return outermost(type).getSimpleName().endsWith("Resource");
  }

  /** Reports each thing for which {@code complaint} is not null. */
  static <T> ArchCondition<T> fail(String description, Function<T, String> complaint) {
    return new ArchCondition<>(description) {
      @Override
      public void check(T item, ConditionEvents events) {
        String text = complaint.apply(item);
        if (text != null) {
          events.add(SimpleConditionEvent.violated(item, text));
        }
      }
    };
  }

  /** Reports each dependency, from a class to a target, that is not allowed. */
  static ArchCondition<JavaClass> onlyUse(BiPredicate<JavaClass, JavaClass> allowed) {
    return new ArchCondition<>("use only what is allowed") {
      @Override
      public void check(JavaClass from, ConditionEvents events) {
        for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
          if (!allowed.test(from, dependency.getTargetClass().getBaseComponentType())) {
            events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
          }
        }
      }
    };
  }
}
