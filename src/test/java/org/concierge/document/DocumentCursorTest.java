package org.concierge.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.UUID;
import org.concierge.document.DocumentQuery.Order;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentCursorTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final UUID ID = new UUID(0, 1);

  @ParameterizedTest
  @CsvSource({"created_at, 2026-01-01T00:00:00Z", "-title, 'A\n title'", "size, 7", "status, HELD"})
  void aCursorIsReadAsItWasWritten(String sort, String key) {
    Order order = Order.parse(sort);
    DocumentCursor cursor = new DocumentCursor(key, ID);

    assertThat(DocumentCursor.parse(cursor.text(ACME, order), ACME, order)).isEqualTo(cursor);
  }

  @ParameterizedTest
  @CsvSource({"created_at, yesterday", "created_at, +99999-01-01T00:00:00Z", "size, x", "size, -1"})
  void aKeyThatCannotBeIsRefused(String sort, String key) {
    Order order = Order.parse(sort);

    assertRefused(new DocumentCursor(key, ID).text(ACME, order), order);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "AAAA", "%%%", "YWNtZQ"})
  void whatIsNoCursorIsRefused(String text) {
    assertRefused(text, Order.NEWEST);
  }

  @Test
  void anotherTenantsOrOrdersIsRefused() {
    DocumentCursor cursor = new DocumentCursor("7", ID);

    assertRefused(cursor.text(new TenantId("globex"), Order.parse("size")), Order.parse("size"));
    assertRefused(cursor.text(ACME, Order.parse("-size")), Order.parse("size"));
  }

  @Test
  void noneIsTheStart() {
    assertThat(DocumentCursor.parse("", ACME, Order.NEWEST)).isNull();
    assertThat(DocumentCursor.parse(null, ACME, Order.NEWEST)).isNull();
    assertThat(Order.parse("")).isEqualTo(Order.NEWEST);
    assertThat(Order.NEWEST.text()).isEqualTo("-created_at");
  }

  private static void assertRefused(String text, Order order) {
    assertThat(
            catchThrowableOfType(Problem.class, () -> DocumentCursor.parse(text, ACME, order))
                .type())
        .isEqualTo(ProblemType.BAD_REQUEST);
  }
}
