package org.concierge.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionFilesTest {
  private static final String QUERIES =
      """
      {"id": "q1", "text": "How many days?", "metadata": {"from": "somewhere"}}

      {"id": "q2", "text": "Who pays?"}
      {"id": "q3", "text": "Nobody has judged this."}
      """;

  @Test
  void questionsComeWithTheirPlacesAndAnswers() {
    List<JudgedQuestion> questions =
        QuestionFiles.read(
            QUERIES,
            """
            query-id\tcorpus-id\tscore
            q1\tplan.pdf#page=7\t2
            q1\t00-1\t1
            q2\t00-2\t0
            """,
            """
            {"id": "q2", "answers": ["nobody", "no one"]}
            {"id": "q1", "answer": "Twenty-seven."}
            """);

    assertThat(questions).extracting(JudgedQuestion::label).containsExactly("q1", "q2");
    assertThat(questions.get(0).expected())
        .containsExactly(new Expectation("plan.pdf", 7, "", 2), new Expectation("00-1", 0, "", 1));
    assertThat(questions.get(0).answers()).containsExactly("Twenty-seven.");
    assertThat(questions.get(1).expected()).isEmpty();
    assertThat(questions.get(1).answers()).containsExactly("nobody", "no one");
  }

  /** Else two runs over the same file could not be compared. */
  @Test
  void aQuestionHasTheSameIdEachTime() {
    String qrels = "q1\ta\t1\n";

    assertThat(QuestionFiles.read(QUERIES, qrels, "").get(0).id())
        .isEqualTo(QuestionFiles.read(QUERIES, qrels, "").get(0).id());
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"id\": \"q1\"}', '', '', queries",
    "'not json', '', '', queries",
    "'', 'q1\ta\t1\nq1\ta', '', qrels",
    "'', 'q1\ta\tmuch\nq1\ta\tmore', '', qrels",
    "'', '', '{\"id\": \"q1\"}', answers",
    "'', '', '[]', answers",
  })
  void theWrongLineIsNamed(String queries, String qrels, String answers, String file) {
    assertThatThrownBy(() -> QuestionFiles.read(queries, qrels, answers))
        .hasMessageStartingWith("\"" + file + "\", line ");
  }
}
