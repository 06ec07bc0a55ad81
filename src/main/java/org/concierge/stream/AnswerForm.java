package org.concierge.stream;

import java.util.List;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemBody;

/**
 * How the events of an answer look to the kind of client that asked. Called by one thread at a
 * time.
 */
public interface AnswerForm {
  /** As the chat API streams: {@code citations}, {@code delta}, {@code done}, {@code problem}. */
  AnswerForm CHAT = new ChatForm();

  List<Event> citations(List<Citation> citations);

  List<Event> delta(String text);

  List<Event> done(ChatAnswer answer);

  List<Event> problem(Problem problem, String requestId);

  /**
   * An event on the wire.
   *
   * @param name null for none
   * @param data a record becomes JSON, a text stays as it is
   */
  record Event(String name, Object data) {}

  /** Data of the event {@code citations}. */
  record Citations(List<Citation> sources) {}

  /** Data of the event {@code delta}. */
  record Delta(String text) {}

  /** {@link #CHAT}. */
  final class ChatForm implements AnswerForm {
    private ChatForm() {}

    @Override
    public List<Event> citations(List<Citation> citations) {
      return List.of(new Event("citations", new Citations(citations)));
    }

    @Override
    public List<Event> delta(String text) {
      return List.of(new Event("delta", new Delta(text)));
    }

    @Override
    public List<Event> done(ChatAnswer answer) {
      return List.of(new Event("done", answer));
    }

    @Override
    public List<Event> problem(Problem problem, String requestId) {
      return List.of(new Event("problem", ProblemBody.of(problem, requestId)));
    }
  }
}
