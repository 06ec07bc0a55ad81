package org.concierge.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final UUID ID = UUID.fromString("b0c1d2e3-0000-4000-8000-00000000002a");
  private static final Cursor CURSOR = new Cursor(Instant.parse("2026-02-03T04:05:06.789012Z"), ID);

  @Test
  void aCursorIsReadAsItWasWritten() {
    assertThat(Cursor.parse(CURSOR.text(ACME), ACME)).isEqualTo(CURSOR);
    assertThat(Cursor.parse(Cursor.START.text(ACME), ACME)).isEqualTo(Cursor.START);
  }

  @Test
  void aCursorCanStandInAnAddressAsItIs() {
    assertThat(CURSOR.text(ACME)).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @NullAndEmptySource
  void noCursorIsTheStart(String text) {
    assertThat(Cursor.parse(text, ACME)).isEqualTo(Cursor.START);
  }

  @Test
  void theStartIsBeforeEveryRow() {
    assertThat(Cursor.START.time()).isAfter(Instant.parse("2999-01-01T00:00:00Z"));
    // PostgreSQL orders ids by their bytes: no id is greater than all ones.
    assertThat(Cursor.START.id()).hasToString("ffffffff-ffff-ffff-ffff-ffffffffffff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"globex", "acm", "acme-corp", "ac"})
  void theCursorOfAnotherTenantIsRefused(String other) {
    assertRefused(CURSOR.text(new TenantId(other)));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "x", "null", "%00", "YWNtZQ==", "a+b/", "\u00e4"})
  void whatIsNoCursorIsRefused(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme",
        "acme 2026-02-03T04:05:06Z",
        "acme 2026-02-03T04:05:06Z x",
        "acme 2026-02-03T04:05:06Z b0c1d2e3-0000-4000-8000-00000000002a x",
        "acme yesterday b0c1d2e3-0000-4000-8000-00000000002a",
        "acme  b0c1d2e3-0000-4000-8000-00000000002a",
        "acme 2026-13-03T04:05:06Z b0c1d2e3-0000-4000-8000-00000000002a",
        "acme +1000000000-12-31T23:59:59.999999999Z b0c1d2e3-0000-4000-8000-00000000002a",
        "acme -1000000000-01-01T00:00:00Z b0c1d2e3-0000-4000-8000-00000000002a",
        "ACME 2026-02-03T04:05:06Z b0c1d2e3-0000-4000-8000-00000000002a"
      })
  void aCursorThatWasAlteredIsRefused(String plain) {
    assertRefused(
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aCursorThatWasCutIsRefused() {
    String text = CURSOR.text(ACME);

    assertRefused(text.substring(0, text.length() / 2));
    assertRefused(text.substring(1));
  }

  private static void assertRefused(String text) {
    Problem refusal = catchThrowableOfType(Problem.class, () -> Cursor.parse(text, ACME));

    assertThat(refusal).isNotNull();
    assertThat(refusal.type()).isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(refusal.detail()).isEqualTo("The cursor is not one of this list.");
  }
}
