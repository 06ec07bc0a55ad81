package org.concierge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as a table, and the place where a page of them ended. */
class AuditCsvTest {
  private static final TenantId ACME = new TenantId("acme");

  private static String row(String actor) {
    AuditEntry entry =
        new AuditEntry(
            ACME,
            1,
            Instant.EPOCH,
            new UUID(0, 1),
            actor,
            "search",
            "",
            "r",
            3L,
            Map.of(),
            "{}",
            new byte[0],
            new byte[] {1});
    return AuditCsv.of(List.of(entry)).split("\r\n")[1];
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "anna|anna",
        "=cmd()|'=cmd()",
        "+1|'+1",
        "-1|'-1",
        "@a|'@a",
        "a,b|\"a,b\"",
        "a\"b|\"a\"\"b\"",
        "=a,b|\"'=a,b\"",
        "a=b|a=b"
      })
  void aCellIsTextAndNoFormula(String actor, String cell) {
    assertThat(row(actor))
        .isEqualTo(
            "1,1970-01-01T00:00:00Z,00000000-0000-0000-0000-000000000001,"
                + cell
                + ",search,,r,3,{},01");
  }

  @Test
  void aCursorLeadsOn() {
    assertThat(AuditCursor.parse(AuditCursor.text(42, ACME), ACME)).isEqualTo(42);
    assertThat(AuditCursor.parse(null, ACME)).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAAA", "x", "%", "YWNtZSB4"})
  void anAlteredCursorIsRefused(String cursor) {
    assertThatThrownBy(() -> AuditCursor.parse(cursor, ACME)).isInstanceOf(Problem.class);
  }

  @Test
  void aCursorOfAnotherTenantIsRefused() {
    String foreign = AuditCursor.text(42, new TenantId("globex"));

    assertThatThrownBy(() -> AuditCursor.parse(foreign, ACME)).isInstanceOf(Problem.class);
  }
}
