package org.concierge.conversation;

import java.util.stream.Collectors;
import org.concierge.conversation.Transcript.SessionView;
import org.concierge.conversation.Transcript.TurnView;

/** A conversation as a Markdown document, to be kept or passed on. Pure. */
final class TranscriptText {
  private TranscriptText() {}

  /** What was asked anew is left out: it holds what the conversation has come to. */
  static String of(SessionView session) {
    StringBuilder text = new StringBuilder("# ").append(line(session.title())).append("\n\n");
    text.append(session.createdAt()).append('\n');
    session.turns().stream()
        .filter(turn -> turn.replacedBy() == null)
        .forEach(turn -> append(text, turn));
    return text.toString();
  }

  private static void append(StringBuilder text, TurnView turn) {
    text.append("\n## ").append(line(turn.question())).append("\n\n");
    if (turn.question().strip().contains("\n")) {
      text.append(quoted(turn.question())).append("\n\n");
    }
    text.append(turn.answer().isEmpty() ? turn.problem() : turn.answer()).append('\n');
    if (!turn.sources().isEmpty()) {
      text.append('\n');
    }
    for (Citation source : turn.sources()) {
      text.append("- [").append(source.n()).append("] ").append(line(source.filename()));
      if (source.page() > 0) {
        text.append(", p. ").append(source.page());
      }
      text.append('\n');
    }
  }

  /** A heading ends with its line. */
  private static String line(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String quoted(String text) {
    return text.strip().lines().map(each -> "> " + each).collect(Collectors.joining("\n"));
  }
}
