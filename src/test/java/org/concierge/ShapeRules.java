package org.concierge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.concierge.HouseRules.fail;
import static org.concierge.HouseRules.outermost;
import static org.concierge.HouseRules.rowOf;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.regex.Pattern;

/** Names, sizes and wiring of a single class. */
final class ShapeRules {

  static final String NAMES = "a class is named by what it is, not by a layer";
  static final String CONSOLE_OUTPUT = "only cli prints";
  static final String INJECTION = "only the edges have injected fields";
  static final String PARAMETERS = "a constructor has at most 6 parameters";

  private static final Pattern EMPTY_NAME =
      Pattern.compile(".*(Utils?|Helper|Manager|Impl|D(to|TO)|Service|Bean|Base|Part\\d+)");

  /**
   * Classes that the container makes; everything else is built with {@code new} by tests and cli.
   */
  private static final Pattern EDGE =
      Pattern.compile(
          ".*(Resource|Page|Filter|Interceptor|Producer|Mechanism|Mapper|Worker|Startup)");

  private static final int MAX_PARAMETERS = 6;

  private ShapeRules() {}

  static Map<String, ArchRule> over(String base) {
    return Map.of(
        NAMES, classes().should(fail("be named", ShapeRules::emptyName)),
        CONSOLE_OUTPUT, classes().should(fail("be silent", type -> printing(base, type))),
        INJECTION, fields().should(fail("not be injected", ShapeRules::injected)),
        PARAMETERS, constructors().should(fail("be short", ShapeRules::tooManyParameters)));
  }

  private static String emptyName(JavaClass type) {
    return EMPTY_NAME.matcher(type.getSimpleName()).matches()
        ? type.getName() + " has a name that says nothing"
        : null;
  }

  private static String printing(String base, JavaClass type) {
    boolean prints =
        type.getFieldAccessesFromSelf().stream()
            .map(access -> access.getTarget().getFullName())
            .anyMatch(name -> name.matches("java\\.lang\\.System\\.(out|err)"));
    return prints && !rowOf(type, base).equals("cli")
        ? type.getName() + " writes to the console"
        : null;
  }

  private static String injected(JavaField field) {
    return field.isAnnotatedWith("jakarta.inject.Inject")
            && !EDGE.matcher(outermost(field.getOwner()).getSimpleName()).matches()
        ? field.getFullName() + " is injected: take it in the constructor"
        : null;
  }

  private static String tooManyParameters(JavaConstructor constructor) {
    JavaClass owner = constructor.getOwner();
    int written = constructor.getRawParameterTypes().size() - hidden(owner);
    // A record is data: it is as wide as what it describes. A local class carries what it captures.
    boolean exempt = owner.isRecord() || owner.isAnonymousClass() || owner.isLocalClass();
    return written > MAX_PARAMETERS && !exempt
        ? constructor.getFullName() + " has " + written + " parameters"
        : null;
  }

  /** Parameters that the compiler adds: name and ordinal of an enum, the outer object. */
  private static int hidden(JavaClass owner) {
    if (owner.isEnum()) {
      return 2;
    }
    return owner.isInnerClass() ? 1 : 0;
  }
}
