package org.concierge.chat;

import java.util.List;
import java.util.Locale;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.llm.AnswerListener;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;

/** An answer while a model writes it: collects the deltas, passes them on, ends the turn once. */
final class ModelAnswer implements AnswerListener {
  private final TurnRecorder recorder;
  private final List<Citation> citations;
  private final ChatAnswer empty;
  private final StringBuilder text = new StringBuilder();
  private Tenant.Model by;
  private boolean ended;

  /**
   * @param citations the passages that the model was given
   * @param empty the answer so far
   */
  ModelAnswer(TurnRecorder recorder, List<Citation> citations, ChatAnswer empty) {
    this.recorder = recorder;
    this.citations = citations;
    this.empty = empty;
  }

  @Override
  public synchronized void answeredBy(Tenant.Model model) {
    by = model;
  }

  @Override
  public synchronized void delta(String part) {
    if (!ended) {
      // PostgreSQL text holds every character but this one.
      String storable = part.replace("\u0000", "");
      text.append(storable);
      recorder.delta(storable);
    }
  }

  @Override
  public synchronized void completed(Usage usage) {
    if (!ended) {
      ended = true;
      recorder.done(answer(usage));
    }
  }

  @Override
  public synchronized void failed(Problem problem) {
    if (!ended) {
      ended = true;
      recorder.failed(problem, answer(new Usage(0, 0)));
    }
  }

  /** The one who asked is gone: the model stops, what it wrote is kept. */
  void stop(Runnable cancelModel) {
    cancelModel.run();
    synchronized (this) {
      if (!ended) {
        ended = true;
        recorder.stopped(answer(new Usage(0, 0)));
      }
    }
  }

  private ChatAnswer answer(Usage usage) {
    String checked = Citing.withoutInvented(text.toString(), citations);
    return new ChatAnswer(
        checked,
        Citing.cited(checked, citations),
        empty.contextUsed(),
        empty.sessionId(),
        empty.turnId(),
        by == null ? empty.llmProvider() : by.provider().name().toLowerCase(Locale.ROOT),
        by == null ? empty.model() : by.model(),
        usage,
        false);
  }
}
