package org.concierge.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuestionTest {
  @Test
  void filtersAreTagsOfKeyAndValue() {
    assertThat(Question.tagsOf(Map.of("topic", "leave", "speaker", "Ann: B")))
        .containsExactlyInAnyOrder("topic:leave", "speaker:Ann: B");
  }

  @Test
  void aFileIsNoTag() {
    assertThat(Question.tagsOf(Map.of("file_id", "x"))).isEmpty();
    assertThat(Question.tagsOf(Map.of("file_id", "x", "topic", "leave")))
        .containsExactly("topic:leave");
  }

  @Test
  void noFiltersAreNoTags() {
    assertThat(Question.tagsOf(Map.of())).isEmpty();
  }

  @Test
  void aQuestionWithoutFiltersLooksEverywhere() {
    assertThat(Question.of("How many days?", 7))
        .isEqualTo(new Question("How many days?", 7, List.of(), List.of()));
  }

  @Test
  void aQuestionDoesNotChangeAfterwards() {
    List<UUID> documents = new ArrayList<>(List.of(new UUID(0, 1)));
    List<String> tags = new ArrayList<>(List.of("topic:leave"));
    Question question = new Question("q", 1, documents, tags);

    documents.clear();
    tags.clear();

    assertThat(question.documents()).hasSize(1);
    assertThat(question.tags()).hasSize(1);
    assertThatThrownBy(() -> question.tags().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
