package org.concierge.chat;

import java.util.ArrayList;
import java.util.List;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.llm.Heard;
import org.concierge.problem.Problem;
import org.concierge.stream.AnswerSink;

/** A sink that writes down what it is told: deltas and failures as a listener to a model does. */
final class SinkHeard extends Heard implements AnswerSink {
  final List<List<Citation>> citations = new ArrayList<>();
  final List<ChatAnswer> answers = new ArrayList<>();
  final List<Runnable> stops = new ArrayList<>();

  @Override
  public void citations(List<Citation> given) {
    citations.add(given);
  }

  @Override
  public void done(ChatAnswer answer) {
    answers.add(answer);
  }

  @Override
  public void problem(Problem problem) {
    failed(problem);
  }

  @Override
  public void onGone(Runnable stop) {
    stops.add(stop);
  }
}
