package org.concierge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.concierge.HouseRules.isResource;
import static org.concierge.HouseRules.onlyUse;
import static org.concierge.HouseRules.outermost;
import static org.concierge.HouseRules.rowOf;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** Technologies stay home, so that replacing one changes one place. */
final class TechnologyRules {

  static final String FACES = "Faces stays in console";
  static final String PICOCLI = "picocli stays in cli";
  static final String DATABASE = "the database stays in persistence and repositories";
  static final String MODELS = "langchain4j stays in llm, document, retrieval, chat";
  static final String REST = "JAX-RS stays in resources, security, http";
  static final String PARSERS = "parsers stay in pdf, format and sniffing";
  static final String PAGES = "jsoup stays in format and webimport";
  static final String JSON = "Jackson stays where JSON comes and goes";
  static final String VENDORS = "no class of a server vendor, so that one WAR runs on both";

  private static final List<String> DRIVERS =
      List.of(
          "java.sql",
          "javax.sql",
          "org.hibernate",
          "jakarta.persistence",
          "com.zaxxer",
          "org.flywaydb",
          "org.postgresql",
          "com.pgvector");

  private static final List<String> ANNOTATIONS =
      List.of("jakarta.persistence", "org.hibernate.annotations");

  private static final List<String> MAPPED =
      List.of(
          "jakarta.persistence.Entity",
          "jakarta.persistence.Embeddable",
          "jakarta.persistence.MappedSuperclass");

  private TechnologyRules() {}

  static Map<String, ArchRule> over(String base) {
    var rules = new LinkedHashMap<String, ArchRule>();
    rules.put(
        FACES, home(base, Set.of("console"), "jakarta.faces", "org.primefaces", "org.omnifaces"));
    rules.put(PICOCLI, home(base, Set.of("cli"), "picocli"));
    rules.put(DATABASE, rule(DRIVERS, (from, to) -> mayTouchTheDatabase(base, from, to)));
    rules.put(
        MODELS, home(base, Set.of("llm", "document", "retrieval", "chat"), "dev.langchain4j"));
    rules.put(REST, rule(List.of("jakarta.ws.rs"), (from, to) -> maySpeakRest(base, from)));
    rules.put(
        PARSERS,
        home(
            base,
            Set.of("pdf", "format", "sniffing"),
            "org.apache.tika",
            "org.apache.pdfbox",
            "org.apache.poi"));
    rules.put(PAGES, home(base, Set.of("format", "webimport"), "org.jsoup"));
    rules.put(
        JSON,
        home(
            base,
            Set.of("http", "llm", "rerank", "docling", "cli", "persistence", "proof"),
            "com.fasterxml.jackson"));
    rules.put(
        VENDORS,
        home(
            base,
            Set.of(),
            "fish.payara",
            "org.glassfish",
            "com.sun.enterprise",
            "org.wildfly",
            "org.jboss"));
    return rules;
  }

  private static ArchRule home(String base, Set<String> rows, String... technology) {
    return rule(List.of(technology), (from, to) -> rows.contains(rowOf(from, base)));
  }

  private static ArchRule rule(
      List<String> technology, BiPredicate<JavaClass, JavaClass> exception) {
    return classes()
        .should(onlyUse((from, to) -> !isOneOf(technology, to) || exception.test(from, to)));
  }

  private static boolean mayTouchTheDatabase(String base, JavaClass from, JavaClass to) {
    JavaClass owner = outermost(from);
    return rowOf(from, base).equals("persistence")
        || owner.getSimpleName().endsWith("Repository")
        // An edge takes the request's EntityManager to hand it to the repository, and nothing else.
        || (isResource(from) && to.getName().equals("jakarta.persistence.EntityManager"))
        || (isMapped(from) && (to.isAnnotation() || to.isEnum()) && isOneOf(ANNOTATIONS, to));
  }

  private static boolean isMapped(JavaClass type) {
    return MAPPED.stream()
        .anyMatch(name -> type.isAnnotatedWith(name) || outermost(type).isAnnotatedWith(name));
  }

  private static boolean maySpeakRest(String base, JavaClass from) {
    String row = rowOf(from, base);
    return isResource(from)
        || Set.of("security", "http").contains(row)
        || (row.equals("stream")
            && Set.of("SseAnswer", "JsonAnswer").contains(outermost(from).getSimpleName()))
        || (row.equals("chat") && outermost(from).getSimpleName().equals("Asking"));
  }

  private static boolean isOneOf(List<String> technology, JavaClass type) {
    String name = type.getPackageName() + ".";
    return technology.stream().anyMatch(prefix -> name.startsWith(prefix + "."));
  }
}
