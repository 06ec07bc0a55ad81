package org.concierge.chat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.conversation.ConversationRepository;
import org.concierge.conversation.ConversationRepository.Ending;
import org.concierge.conversation.Grounds;
import org.concierge.conversation.Turn;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.stream.AnswerSink;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;
import org.concierge.usage.Turns.Running;

/**
 * Passes an answer on to the one who asked and stores how its turn ended, whichever thread it ends
 * on. Stored first, told second: an answer that was seen as complete is in the history.
 */
final class TurnRecorder {
  private static final Logger LOG = System.getLogger(TurnRecorder.class.getName());

  private final ConversationRepository conversations;
  private final Audit audit;
  private final Caller asker;
  private final UUID turn;
  private final AnswerSink sink;
  private final Running running;
  private final long began = System.nanoTime();
  private volatile Set<UUID> restsOn = Set.of();
  private volatile Grounds grounds;

  TurnRecorder(
      ConversationRepository conversations,
      Audit audit,
      Caller asker,
      UUID turn,
      AnswerSink sink,
      Running running) {
    this.conversations = conversations;
    this.audit = audit;
    this.asker = asker;
    this.turn = turn;
    this.sink = sink;
    this.running = running;
  }

  UUID turn() {
    return turn;
  }

  /**
   * This was searched for, and found.
   *
   * @param passages all of them, best first
   */
  void found(String searched, List<Citation> passages) {
    grounds = new Grounds(turn, searched, passages, millis());
  }

  private int millis() {
    return (int) ((System.nanoTime() - began) / 1_000_000);
  }

  /** The answer is going to be made from these documents. */
  void restsOn(Set<UUID> documents) {
    restsOn = documents;
  }

  /** The model is told what this version says; null: what the tenant's settings say. */
  void promptVersion(Integer number) {
    if (grounds != null && number != null) {
      grounds.promptVersion(String.valueOf(number));
    }
  }

  void citations(List<Citation> citations) {
    sink.citations(citations);
  }

  void delta(String text) {
    if (grounds != null && grounds.firstDeltaMillis() == null) {
      grounds.firstDelta(millis());
    }
    sink.delta(text);
  }

  void onGone(Runnable stop) {
    sink.onGone(stop);
  }

  void done(ChatAnswer answer) {
    try {
      store(Turn.State.DONE, answer, "");
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A turn could not be stored", e);
      sink.problem(
          e instanceof Problem problem
              ? problem
              : new Problem(ProblemType.INTERNAL, "The answer could not be stored.", e));
      return;
    }
    sink.done(answer);
  }

  /**
   * @param problem null if the caller reports the failure itself
   * @param partial what was answered until then
   */
  void failed(Problem problem, ChatAnswer partial) {
    String why = problem == null ? "An unexpected failure." : problem.detail();
    tryToStore(Turn.State.FAILED, partial, why);
    if (problem != null) {
      sink.problem(problem);
    }
  }

  /** The one who asked is gone or pressed stop: nobody is told. */
  void stopped(ChatAnswer partial) {
    tryToStore(Turn.State.STOPPED, partial, "");
  }

  private void tryToStore(Turn.State how, ChatAnswer answer, String problem) {
    try {
      store(how, answer, problem);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A turn could not be stored", e);
    }
  }

  private void store(Turn.State how, ChatAnswer answer, String problem) {
    running.ended(answer.model());
    TenantId tenant = asker.tenant();
    Ending ending = new Ending(how, answer, problem, restsOn, Optional.ofNullable(grounds));
    TenantScope.run(tenant, () -> conversations.end(tenant, turn, ending));
    audit.later(asker, "chat", turn.toString(), answer.sources().size());
  }
}
