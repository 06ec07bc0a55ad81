package org.concierge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.concierge.HouseRules.fail;
import static org.concierge.HouseRules.onlyUse;
import static org.concierge.HouseRules.rowOf;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Arrows between packages, and their size. */
final class PackageRules {

  static final String ARROWS = "a package imports only what its row allows";
  static final String ROWS = "every package is a row of the table, without sub-packages";
  static final String EDGES = "nobody imports assembly, http, console, cli";
  static final String SIZE = "a package has at most 15 classes";

  /**
   * Seven and a bit can be held in the head, fifteen still read as one list; then it is two
   * features.
   */
  private static final int MAX_CLASSES = 15;

  /**
   * One class per page or command: their number is the number of features, not a lack of structure.
   */
  private static final Set<String> ANY_SIZE = Set.of("console", "cli");

  private PackageRules() {}

  static Map<String, ArchRule> over(String base, PackageTable table) {
    return Map.of(
        ARROWS, classes().should(onlyUse((from, to) -> arrow(base, table, from, to))),
        ROWS, classes().should(fail("be in a row", type -> withoutRow(base, table, type))),
        EDGES, classes().should(onlyUse((from, to) -> notIntoAnEdge(base, from, to))),
        SIZE, classes().should(fitOnOneList(base)));
  }

  private static boolean arrow(String base, PackageTable table, JavaClass from, JavaClass to) {
    return !inside(base, to) || table.allows(rowOf(from, base), rowOf(to, base));
  }

  private static boolean notIntoAnEdge(String base, JavaClass from, JavaClass to) {
    return !inside(base, to)
        || !PackageTable.EDGES.contains(rowOf(to, base))
        || rowOf(from, base).equals(rowOf(to, base));
  }

  private static boolean inside(String base, JavaClass type) {
    return (type.getPackageName() + ".").startsWith(base + ".");
  }

  private static String withoutRow(String base, PackageTable table, JavaClass type) {
    return table.has(rowOf(type, base)) ? null : type.getName() + " is in a package without a row";
  }

  private static ArchCondition<JavaClass> fitOnOneList(String base) {
    Map<String, List<JavaClass>> packages = new TreeMap<>();
    return new ArchCondition<>("be one of at most " + MAX_CLASSES) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (type.isTopLevelClass()
            && !type.getSimpleName().equals("package-info")
            && !ANY_SIZE.contains(rowOf(type, base))) {
          packages.computeIfAbsent(type.getPackageName(), name -> new ArrayList<>()).add(type);
        }
      }

      @Override
      public void finish(ConditionEvents events) {
        packages.forEach(
            (name, types) -> {
              if (types.size() > MAX_CLASSES) {
                String text = name + " has " + types.size() + " classes: split off a row";
                events.add(SimpleConditionEvent.violated(name, text));
              }
            });
        packages.clear();
      }
    };
  }
}
