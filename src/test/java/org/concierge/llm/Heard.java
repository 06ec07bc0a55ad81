package org.concierge.llm;

import java.util.ArrayList;
import java.util.List;
import org.concierge.problem.Problem;

/** A listener that writes down what it is told. */
final class Heard implements AnswerListener {
  final List<String> deltas = new ArrayList<>();
  final List<Usage> completions = new ArrayList<>();
  final List<Problem> failures = new ArrayList<>();

  @Override
  public void delta(String text) {
    deltas.add(text);
  }

  @Override
  public void completed(Usage usage) {
    completions.add(usage);
  }

  @Override
  public void failed(Problem problem) {
    failures.add(problem);
  }

  int ends() {
    return completions.size() + failures.size();
  }
}
