package org.concierge;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Shows every house rule red, at every build: the package {@code broken} is laid out like the
 * product and breaks each of them. A rule that cannot fail guards nothing.
 */
class ArchitectureRulesTest {

  private static final String BASE = "broken";

  private static final Map<String, ArchRule> RULES =
      HouseRules.over(BASE, PackageTable.parse(PackageTable.CONCIERGE));

  private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(BASE);

  /** The first name in a violation is where it starts. */
  private static final Pattern CULPRIT =
      Pattern.compile(BASE + "\\.((?:[a-z]\\w*\\.)*(?:[A-Z]\\w*|[a-z]+(?= )))");

  /** Exactly these, so that what stands beside them shows what stays allowed. */
  private static final Map<String, Set<String>> CULPRITS =
      Map.ofEntries(
          Map.entry(PackageRules.ARROWS, Set.of("problem.ImportsDown", "custody.CallsAnEdge")),
          Map.entry(
              PackageRules.ROWS,
              Set.of("InTheRoot", "nowhere.WithoutRow", "chat.deep.InSubPackage")),
          Map.entry(PackageRules.EDGES, Set.of("custody.CallsAnEdge")),
          Map.entry(PackageRules.SIZE, Set.of("widget")),
          Map.entry(TechnologyRules.FACES, Set.of("tenant.UsesFaces")),
          Map.entry(TechnologyRules.PICOCLI, Set.of("http.UsesPicocli")),
          Map.entry(
              TechnologyRules.DATABASE,
              Set.of(
                  "chat.UsesJdbc",
                  "chat.UsesEntities",
                  "chat.LoadingTurn",
                  "chat.QueryingResource")),
          Map.entry(TechnologyRules.MODELS, Set.of("audit.UsesModel")),
          Map.entry(
              TechnologyRules.REST,
              Set.of("audit.UsesRest", "retrieval.SseAnswer", "limit.StrayPath")),
          Map.entry(TechnologyRules.PARSERS, Set.of("document.UsesTika")),
          Map.entry(TechnologyRules.PAGES, Set.of("document.UsesJsoup")),
          Map.entry(TechnologyRules.JSON, Set.of("chat.UsesJackson")),
          Map.entry(TechnologyRules.VENDORS, Set.of("cli.UsesVendor")),
          Map.entry(EndpointRules.PATHS, Set.of("limit.StrayPath", "http.StrayMethodPath")),
          Map.entry(EndpointRules.GUARDED, Set.of("document.OpenResource")),
          Map.entry(
              TenantPredicateRules.STATEMENTS,
              Set.of(
                  "retrieval.UnboundRepository", "retrieval.OpenRepository", "chat.CountingTurn")),
          Map.entry(TenantPredicateRules.ENTITIES, Set.of("chat.LoadingTurn")),
          Map.entry(ShapeRules.NAMES, emptyNames()),
          Map.entry(ShapeRules.CONSOLE_OUTPUT, Set.of("limit.Prints", "limit.PrintsErrors")),
          Map.entry(ShapeRules.INJECTION, Set.of("limit.InjectedField")),
          Map.entry(ShapeRules.PARAMETERS, Set.of("limit.SevenParameters")));

  @Test
  void noRuleIsWithoutACulprit() {
    assertThat(RULES.keySet()).isEqualTo(CULPRITS.keySet());
  }

  @TestFactory
  Stream<DynamicTest> theRuleFindsItsCulpritsAndNobodyElse() {
    return RULES.entrySet().stream()
        .map(
            rule ->
                dynamicTest(
                    rule.getKey(),
                    () ->
                        assertThat(culprits(rule.getValue()))
                            .isEqualTo(CULPRITS.get(rule.getKey()))));
  }

  private static Set<String> culprits(ArchRule rule) {
    return rule.evaluate(BROKEN).getFailureReport().getDetails().stream()
        .map(ArchitectureRulesTest::culprit)
        .collect(toCollection(TreeSet::new));
  }

  private static String culprit(String violation) {
    var matcher = CULPRIT.matcher(violation);
    assertThat(matcher.find()).as(violation).isTrue();
    return matcher.group(1);
  }

  private static Set<String> emptyNames() {
    return Stream.of(
            "Util", "Utils", "Helper", "Manager", "Impl", "Dto", "Service", "Bean", "Base", "Part2")
        .map("secret.Key"::concat)
        .collect(toSet());
  }
}
