package org.concierge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shows that the second wall's test turns red for each brick, not only that it is green. */
class TenantPredicatesTest {
  private static final Set<String> TABLES = Set.of("chunk", "document", "job");

  /** As the product writes them. */
  private static final Pattern PREDICATE =
      Pattern.compile("(?:\\w+\\.)?tenant_id = (?:\\?|:\\w+|\\w+\\.tenant_id)");

  private static final Pattern INSERTED =
      Pattern.compile("(into [\\w\u0001]+ \\([^)]*?)tenant_id(,?)");

  private static final List<String> STATEMENTS =
      new ClassFileImporter()
              .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
              .importPackages("org.concierge")
              .stream()
              .flatMap(type -> TenantPredicateRules.statements(type).stream())
              .distinct()
              .toList();

  @Test
  void theTablesAreThoseOfTheMigrations() {
    assertThat(TenantPredicateRules.TABLES)
        .contains("api_key", "job", "document", "chunk", "conversation", "turn");
  }

  /** Without this a reader of class files that reads nothing would leave all green. */
  @Test
  void theProductsStatementsWereRead() {
    assertThat(STATEMENTS).hasSizeGreaterThan(10);
  }

  @TestFactory
  Stream<DynamicTest> withoutAnyOneOfItsPredicatesTheStatementIsReported() {
    return STATEMENTS.stream()
        .map(
            statement ->
                dynamicTest(
                    statement,
                    () ->
                        assertThat(mutants(statement))
                            .as(statement)
                            .isNotEmpty()
                            .allSatisfy(
                                mutant ->
                                    assertThat(complaints(mutant, TenantPredicateRules.TABLES))
                                        .as(mutant)
                                        .isNotEmpty())));
  }

  private static List<String> mutants(String statement) {
    List<String> mutants = new ArrayList<>();
    List<UnaryOperator<String>> losses =
        List.of(
            found -> "true",
            found -> found + " or true",
            found -> "not " + found,
            found -> found.replace("=", "<>"),
            found -> found.replaceFirst(" = .*", " = 'acme'"),
            found -> found.replaceFirst("(.*) = .*", "$1 = $1"));
    for (MatchResult predicate : PREDICATE.matcher(statement).results().toList()) {
      losses.forEach(loss -> mutants.add(replaced(statement, predicate, loss)));
    }
    Matcher inserted = INSERTED.matcher(statement);
    if (inserted.find()) {
      mutants.add(inserted.replaceFirst("$1"));
    }
    return mutants;
  }

  private static String replaced(String text, MatchResult part, UnaryOperator<String> change) {
    return text.substring(0, part.start())
        + change.apply(part.group())
        + text.substring(part.end());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 from chunk where tenant_id = ?",
        "SELECT 1 FROM CHUNK WHERE TENANT_ID = ?",
        "select 1 from chunk c where c.id = ? and c.tenant_id = ? order by c.id limit 1",
        "select 1 from concierge.chunk as c where c.tenant_id = :tenant",
        "select 1 from \"chunk\" where tenant_id = ?::text",
        "select 1 from chunk where tenant_id = ? and (page = 1 or page = 2)",
        "select 1 from chunk c join document d on d.tenant_id = c.tenant_id where c.tenant_id = ?",
        "select 1 from chunk c left join document d on d.tenant_id = ? where c.tenant_id = ?",
        "select 1 from chunk c, document d where d.tenant_id = ? and c.tenant_id = d.tenant_id",
        "select 1 from chunk where tenant_id = ? union select 1 from job where tenant_id = ?",
        "with x as (select tenant_id from chunk where tenant_id = ?) select * from x",
        "select 1 from chunk c where c.tenant_id = ? and exists"
            + " (select from document d where d.tenant_id = c.tenant_id)",
        " and exists (select from document d where d.tenant_id = c.tenant_id)",
        "update job set attempts = 1 where tenant_id = ? for update skip locked",
        "update job j set attempts = 1 from chunk c where j.tenant_id = ?"
            + " and c.tenant_id = j.tenant_id",
        "delete from only job where tenant_id = ? returning id",
        "insert into job (id, tenant_id) values (?, ?) on conflict (id) do update set id = ?",
        "insert into job (tenant_id) select c.tenant_id from chunk c where c.tenant_id = ?",
        "select id from next_job(?)",
        "select d from Document d where d.sha256 = :sha256",
        "delete from \"\u0001\" where tenant_id = ?",
        "select 1 from %1$s t where t.tenant_id = ?",
        "select filename as document, 1 as job from elsewhere",
        "select 1 -- from chunk\n /* from job */, ' from document '",
        "Select one from the list of chunks.",
        "from"
      })
  void aStatementThatNamesItsTenantIsNotReported(String statement) {
    assertThat(complaints(statement, TABLES)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 from chunk",
        "SELECT 1 FROM CHUNK",
        "select 1 from other, chunk",
        "select 1 from \"chunk\"",
        "select 1 from concierge.chunk",
        "select tenant_id from chunk",
        "select tenant_id = ? from chunk",
        "select 1 from chunk where document_id = ?",
        "select 1 from chunk c where c.tenant_id = c.tenant_id",
        "select 1 from chunk where tenant_id = ? or true",
        "select 1 from chunk where not tenant_id = ?",
        "select 1 from chunk where (tenant_id = ? or true)",
        "select 1 from chunk where tenant_id <> ?",
        "select 1 from chunk where tenant_id in (?)",
        "select 1 from chunk c join document d using (id) where c.tenant_id = ?",
        "select 1 from chunk c join document d on d.tenant_id = c.tenant_id",
        "select 1 from chunk c left join document d on c.tenant_id = ? and d.tenant_id = ?",
        "select 1 from chunk c right join document d on d.tenant_id = ? where c.tenant_id = ?",
        "select 1 from chunk c where c.id in (select d.id from document d) and c.tenant_id = ?",
        "select 1 from (select 1 from chunk) c where c.tenant_id = ?",
        "select 1 from chunk where tenant_id = ? union select 1 from job",
        "with x as (select 1 from chunk) select * from x where tenant_id = ?",
        " join document d using (document_id)",
        "update job set tenant_id = ?",
        "update job set attempts = 1 where id = ?",
        "update job j set attempts = 1 from chunk c where j.tenant_id = ?",
        "delete from job",
        "delete from job using chunk c where job.tenant_id = ?",
        "insert into job values (?, ?)",
        "insert into job (id) values (?)",
        "insert into job (tenant_id) select tenant_id from chunk",
        "truncate table job",
        "copy chunk from stdin",
        "select d from Document d where d.sha256 = ?",
        "select * from \u0001 where id = ?",
        "select * from %s",
        "select * from ",
        "select 1 from %1$s t join chunk c on c.tenant_id = t.tenant_id"
      })
  void aStatementThatDoesNotIsReported(String statement) {
    assertThat(complaints(statement, TABLES)).isNotEmpty();
  }

  private static List<String> complaints(String text, Set<String> tables) {
    return TenantPredicates.in(text, tables).complaints();
  }
}
