package org.concierge.console;

import java.time.Duration;
import java.util.List;
import org.concierge.conversation.Citation;
import org.concierge.conversation.Feedback;
import org.concierge.conversation.Transcript.TurnView;
import org.concierge.conversation.Turn;
import org.concierge.review.TranscriptsRepository.Times;

/**
 * A question with its answer, as a page shows it.
 *
 * @param times null if no search preceded the answer
 */
public record TurnShown(TurnView turn, Times times) {
  /** What became of the question: of the texts that say so. */
  public String getOutcome() {
    return turn.state() == Turn.State.DONE && !turn.contextUsed()
        ? "UNANSWERED"
        : turn.state().name();
  }

  /** The style of its badge. */
  public String getKind() {
    return switch (getOutcome()) {
      case "DONE" -> "on";
      case "FAILED" -> "off";
      case "UNANSWERED" -> "warn";
      default -> "";
    };
  }

  public boolean isReplaced() {
    return turn.replacedBy() != null;
  }

  /** The answer, else what the one who asked was told instead. */
  public String getAnswer() {
    return turn.answer().isEmpty() ? turn.problem() : turn.answer();
  }

  public List<Citation> getSources() {
    return turn.sources();
  }

  /** Null if nobody has said what they think. */
  public Feedback getFeedback() {
    return turn.feedback();
  }

  /** "" if no search preceded the answer. */
  public String getSearched() {
    return times == null ? "" : seconds(times.searchMs());
  }

  /** "" if there was none. */
  public String getFirstWord() {
    return times == null || times.firstDeltaMs() == null ? "" : seconds(times.firstDeltaMs());
  }

  /** "" while it is being answered. */
  public String getComplete() {
    return turn.completedAt() == null
        ? ""
        : seconds(Duration.between(turn.createdAt(), turn.completedAt()).toMillis());
  }

  private static String seconds(long millis) {
    return millis < 1000 ? millis + " ms" : millis / 1000 + "." + millis % 1000 / 100 + " s";
  }
}
