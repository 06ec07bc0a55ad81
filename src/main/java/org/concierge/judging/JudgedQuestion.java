package org.concierge.judging;

import java.util.List;
import java.util.UUID;
import org.concierge.problem.Problem;

/**
 * A question with what is known to be right.
 *
 * @param label its name where it came from; "" for none
 * @param expected the places that hold the answer; empty: where it stands is not judged
 * @param answers of which a right answer gives one; empty: what is answered is not judged
 * @param unanswerable the documents do not hold the answer, and it is right to say so
 */
public record JudgedQuestion(
    UUID id,
    String label,
    String question,
    List<Expectation> expected,
    List<String> answers,
    Boolean unanswerable) {
  private static final int MAX_QUESTION = 10_000;
  private static final int MAX_PARTS = 100;

  public JudgedQuestion {
    id = id == null ? UUID.randomUUID() : id;
    label = label == null ? "" : label;
    expected = expected == null ? List.of() : List.copyOf(expected);
    answers = answers == null ? List.of() : List.copyOf(answers);
    unanswerable = unanswerable != null && unanswerable;
  }

  /**
   * @throws Problem BAD_REQUEST
   */
  public JudgedQuestion checked() {
    if (question == null || question.isBlank() || question.length() > MAX_QUESTION) {
      throw Problem.badRequest("\"question\" must have 1 to " + MAX_QUESTION + " characters.");
    }
    if (expected.size() > MAX_PARTS || answers.size() > MAX_PARTS || label.length() > MAX_PARTS) {
      throw Problem.badRequest(
          "A question has " + MAX_PARTS + " expectations and answers at most, and a short label.");
    }
    if (unanswerable && !(expected.isEmpty() && answers.isEmpty())) {
      throw Problem.badRequest("What is \"unanswerable\" stands nowhere and has no answer.");
    }
    if (answers.stream().anyMatch(answer -> answer.isBlank() || answer.length() > MAX_QUESTION)) {
      throw Problem.badRequest("An answer is empty or too long.");
    }
    expected.forEach(Expectation::check);
    return this;
  }

  /** Whether its answer can be told right or wrong. */
  public boolean hasRightAnswer() {
    return unanswerable || !answers.isEmpty();
  }
}
