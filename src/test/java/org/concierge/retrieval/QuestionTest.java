package org.concierge.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.junit.jupiter.api.Test;

class QuestionTest {
  private static final UUID ONE = new UUID(0, 1);

  @Test
  void aQuestionWithoutFiltersLooksEverywhere() {
    assertThat(Question.of("How many days?", 7).filter())
        .isEqualTo(Filter.of(null, null, null, null));
    assertThat(Filter.NONE.isEmpty()).isTrue();
  }

  /** Only there is nearness worth less in some documents than in others. */
  @Test
  void weightsAreForEnglishModelsAndDocumentsInOtherLanguages() {
    assertThat(asked(List.of("en", "de"), true).weighted()).isTrue();
    assertThat(asked(List.of("en", ""), true).weighted()).isFalse();
    assertThat(asked(List.of("en", "de"), false).weighted()).isFalse();
    assertThat(Question.of("How many days?", 7).weighted()).isFalse();
  }

  private static Question asked(List<String> languages, boolean englishOnly) {
    return new Question("How many days?", 7, Filter.NONE, languages, englishOnly);
  }

  @Test
  void anyOneFilterNarrows() {
    assertThat(Filter.of(List.of(ONE), null, null, null).isEmpty()).isFalse();
    assertThat(Filter.of(null, Map.of("topic", "leave"), null, null).isEmpty()).isFalse();
    assertThat(Filter.of(null, null, List.of("x"), null).isEmpty()).isFalse();
    assertThat(Filter.of(null, null, null, List.of(ONE)).isEmpty()).isFalse();
  }

  @Test
  void aFileIsADocumentAndNoMetadata() {
    Filter filter = Filter.of(null, Map.of("file_id", ONE.toString(), "topic", "x"), null, null);

    assertThat(filter.documents()).containsExactly(ONE);
    assertThat(filter.metadata()).containsExactly(Map.entry("topic", "x"));
  }

  @Test
  void aFilterThatIsNullIsRefused() {
    Map<String, String> withNull = new HashMap<>();
    withNull.put("topic", null);

    assertBad(() -> Filter.of(null, withNull, null, null));
    assertBad(() -> Filter.of(Arrays.asList(ONE, null), null, null, null));
    assertBad(() -> Filter.of(null, null, Arrays.asList("x", null), null));
    assertBad(() -> Filter.of(null, null, null, Arrays.asList(ONE, null)));
  }

  @Test
  void thereAreNotTooMany() {
    assertBad(() -> Filter.of(null, null, Collections.nCopies(101, "x"), null));
    assertBad(() -> Filter.of(null, null, null, Collections.nCopies(101, ONE)));
    assertBad(() -> Filter.of(Collections.nCopies(1_001, ONE), null, null, null));
  }

  @Test
  void aQuestionDoesNotChangeAfterwards() {
    List<UUID> documents = new ArrayList<>(List.of(ONE));
    Filter filter = Filter.of(documents, null, null, null);

    documents.clear();

    assertThat(filter.documents()).hasSize(1);
    assertThatThrownBy(() -> filter.tags().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static void assertBad(Runnable call) {
    assertThat(catchThrowableOfType(Problem.class, call::run).type())
        .isEqualTo(ProblemType.BAD_REQUEST);
  }
}
