package org.concierge.console;

import java.util.List;
import java.util.stream.Collectors;
import org.concierge.evaluation.QuestionSets.Judgement;
import org.concierge.judging.Expectation;
import org.concierge.judging.JudgedQuestion;

/** A question of a set and what is known to be right, as it was typed. */
public final class QuestionForm {
  private JudgedQuestion former;
  private String question = "";
  private String expected = "";
  private String answers = "";
  private boolean unanswerable;

  /** Of one that is there already. */
  static QuestionForm of(JudgedQuestion former) {
    QuestionForm form = new QuestionForm();
    form.former = former;
    form.question = former.question();
    form.expected =
        former.expected().stream().map(Expectation::place).collect(Collectors.joining("\n"));
    form.answers = String.join("\n", former.answers());
    form.unanswerable = former.unanswerable();
    return form;
  }

  JudgedQuestion added() {
    return new JudgedQuestion(null, "", question, places(), lines(answers), unanswerable);
  }

  Judgement judgement() {
    return new Judgement(question, places(), lines(answers), unanswerable);
  }

  /** What more was known of a place stays known while the place does. */
  private List<Expectation> places() {
    return lines(expected).stream().map(this::place).toList();
  }

  private Expectation place(String line) {
    return (former == null ? List.<Expectation>of() : former.expected())
        .stream()
            .filter(known -> known.place().equals(line))
            .findFirst()
            .orElseGet(() -> Expectation.parse(line, 1));
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  public String getQuestion() {
    return question;
  }

  public void setQuestion(String question) {
    this.question = question;
  }

  public String getExpected() {
    return expected;
  }

  public void setExpected(String expected) {
    this.expected = expected;
  }

  public String getAnswers() {
    return answers;
  }

  public void setAnswers(String answers) {
    this.answers = answers;
  }

  public boolean isUnanswerable() {
    return unanswerable;
  }

  public void setUnanswerable(boolean unanswerable) {
    this.unanswerable = unanswerable;
  }
}
