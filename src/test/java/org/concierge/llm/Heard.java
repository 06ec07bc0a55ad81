package org.concierge.llm;

import java.util.ArrayList;
import java.util.List;
import org.concierge.problem.Problem;

/** A listener that writes down what it is told. */
public class Heard implements AnswerListener {
  public final List<String> deltas = new ArrayList<>();
  public final List<Problem> failures = new ArrayList<>();
  final List<Usage> completions = new ArrayList<>();

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
