package org.concierge.stream;

import java.util.List;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.problem.Problem;

/**
 * Where an answer goes while it is written: citations, any number of deltas, then exactly one of
 * {@link #done} and {@link #problem}. Called by one thread at a time, not always the same.
 */
public interface AnswerSink {
  /** The passages that the answer is based on, before its first word. */
  void citations(List<Citation> citations);

  void delta(String text);

  void done(ChatAnswer answer);

  void problem(Problem problem);

  /** What to do when the one who asked goes away. */
  void onGone(Runnable stop);
}
