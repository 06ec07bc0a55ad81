package org.concierge.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.TenantId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Cursor CURSOR = new Cursor(Instant.EPOCH, new UUID(0, 7));

  @Test
  void aListThatIsAskedForNothingBeginsAtItsStart() {
    assertThat(Page.parse(null, null, ACME)).isEqualTo(Page.FIRST);
    assertThat(Page.FIRST).isEqualTo(new Page(50, Cursor.START));
  }

  @Test
  void aListGoesOnWhereItWasLeft() {
    assertThat(Page.parse(7, CURSOR.text(ACME), ACME)).isEqualTo(new Page(7, CURSOR));
  }

  @Test
  void theCursorOfAnotherTenantIsRefused() {
    String foreign = CURSOR.text(new TenantId("globex"));

    assertThat(problem(() -> Page.parse(7, foreign, ACME)).type())
        .isEqualTo(ProblemType.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 200})
  void aPageHasASize(int limit) {
    assertThat(Page.limit(limit)).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 201, Integer.MAX_VALUE})
  void aPageOfNothingOrOfEverythingIsRefused(int limit) {
    Problem problem = problem(() -> Page.limit(limit));

    assertThat(problem.type()).isEqualTo(ProblemType.BAD_REQUEST);
    assertThat(problem.detail()).isEqualTo("\"limit\" must be from 1 to 200.");
  }

  @Test
  void theRowTooManyIsNotShownButTellsThatMoreFollows() {
    Page page = new Page(2, Cursor.START);

    assertThat(page.fetched()).isEqualTo(3);
    assertThat(page.shown(List.of(1L, 2L, 3L))).containsExactly(1L, 2L);
    assertThat(page.next(List.of(1L, 2L, 3L), PageTest::position, ACME))
        .isEqualTo(position(2L).text(ACME));
  }

  @Test
  void theLastPageHasNoCursor() {
    Page page = new Page(2, Cursor.START);

    assertThat(page.shown(List.of(1L, 2L))).containsExactly(1L, 2L);
    assertThat(page.next(List.of(1L, 2L), PageTest::position, ACME)).isNull();
    assertThat(page.shown(List.of())).isEmpty();
    assertThat(page.next(List.of(), PageTest::position, ACME)).isNull();
  }

  private static Cursor position(Long row) {
    return new Cursor(Instant.EPOCH, new UUID(0, row));
  }

  private static Problem problem(Runnable call) {
    return catchThrowableOfType(Problem.class, call::run);
  }
}
