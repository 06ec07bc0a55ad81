package org.concierge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.concierge.HouseRules.fail;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The second wall: each statement names its tenant, although row security would hide it if one did
 * not. Nothing but a look at the statements themselves can see that this wall stands.
 */
final class TenantPredicateRules {

  static final String STATEMENTS = "every statement on a table of tenants names its tenant";
  static final String ENTITIES = "every entity has a tenant";

  private static final Pattern TABLE =
      Pattern.compile(
          "create (?:unlogged )?table (?:if not exists )?(\\w+) \\((.*?)\\n\\)", Pattern.DOTALL);

  /** Asks without a predicate on purpose: what row security alone shows. */
  private static final String WITHOUT = "org.concierge.proof.WallsRepository";

  /** The tables of tenants, as the migrations make them. */
  static final Set<String> TABLES = tables(Path.of("sql"));

  private TenantPredicateRules() {}

  static Map<String, ArchRule> over() {
    return Map.of(
        STATEMENTS, classes().should(fail("name its tenant", TenantPredicateRules::unbound)),
        ENTITIES,
            classes()
                .that()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should(fail("have a tenant", TenantPredicateRules::withoutTenant)));
  }

  /** The texts of a class that touch a table of tenants. */
  static List<String> statements(JavaClass type) {
    return TextConstants.of(type.getSource().orElseThrow().getUri()).stream()
        .filter(text -> TenantPredicates.in(text, TABLES).touched() > 0)
        .toList();
  }

  private static String unbound(JavaClass type) {
    if (type.getName().equals(WITHOUT)) {
      return null;
    }
    List<String> complaints =
        TextConstants.of(type.getSource().orElseThrow().getUri()).stream()
            .flatMap(
                text ->
                    TenantPredicates.in(text, TABLES).complaints().stream()
                        .map(complaint -> complaint + " in \"" + text + "\""))
            .toList();
    return complaints.isEmpty() ? null : type.getName() + ": " + String.join("; ", complaints);
  }

  private static String withoutTenant(JavaClass entity) {
    boolean tenant =
        entity.getAllFields().stream()
            .anyMatch(field -> field.isAnnotatedWith("org.hibernate.annotations.TenantId"));
    return tenant ? null : entity.getName() + " has no field with @TenantId";
  }

  private static Set<String> tables(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      Set<String> tables = new TreeSet<>();
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).toList()) {
        TABLE
            .matcher(Files.readString(file))
            .results()
            .filter(table -> table.group(2).matches("(?s).*\\btenant_id\\b.*"))
            .map((MatchResult table) -> table.group(1))
            .forEach(tables::add);
      }
      return tables;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
