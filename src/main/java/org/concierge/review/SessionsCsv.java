package org.concierge.review;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.conversation.Citation;
import org.concierge.conversation.Feedback;
import org.concierge.conversation.Transcript.SessionView;
import org.concierge.conversation.Transcript.TurnView;

/** Conversations as a table (RFC 4180), a row for each turn, that is safe in a spreadsheet. */
final class SessionsCsv {
  static final String HEAD =
      "conversation_id,session_id,title,user_id,user,channel,asked_at,completed_at,question,answer,"
          + "state,context_used,sources,rating,reason,comment,llm_provider,model,prompt_tokens,"
          + "completion_tokens,replaced\r\n";

  private SessionsCsv() {}

  /**
   * The rows of one conversation.
   *
   * @param user e-mail of whose it is; "" for a key
   */
  static String rows(SessionView session, String userId, String user) {
    return session.turns().stream()
        .map(turn -> row(session, userId, user, turn))
        .collect(Collectors.joining());
  }

  private static String row(SessionView session, String userId, String user, TurnView turn) {
    Feedback feedback = turn.feedback();
    return Stream.of(
                session.id(),
                session.sessionId(),
                session.title(),
                userId,
                user,
                turn.channel(),
                turn.createdAt(),
                turn.completedAt(),
                turn.question(),
                turn.answer(),
                turn.state(),
                turn.contextUsed(),
                sources(turn.sources()),
                feedback == null ? "" : feedback.rating(),
                feedback == null ? "" : feedback.reason(),
                feedback == null ? "" : feedback.comment(),
                turn.llmProvider(),
                turn.model(),
                turn.usage().promptTokens(),
                turn.usage().completionTokens(),
                turn.replacedBy() != null)
            .map(value -> cell(String.valueOf(value)))
            .collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String sources(List<Citation> sources) {
    return sources.stream()
        .map(s -> "[" + s.n() + "] " + s.filename() + (s.page() > 0 ? " p. " + s.page() : ""))
        .collect(Collectors.joining("; "));
  }

  /** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
  private static String cell(String value) {
    String text = value.equals("null") ? "" : value;
    // The rating -1 is a number, and no formula.
    boolean formula = text.matches("(?s)[=+\\-@\\t\\r].*") && !text.equals("-1");
    String safe = formula ? "'" + text : text;
    return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
