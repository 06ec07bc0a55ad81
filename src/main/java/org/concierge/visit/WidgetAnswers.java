package org.concierge.visit;

import java.util.List;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.problem.Problem;
import org.concierge.stream.AnswerForm;
import org.concierge.widget.WidgetSettings.Sources;

/** Answers as the chat API gives them, with as much of their sources as the widget shows. */
final class WidgetAnswers implements AnswerForm {
  private final Sources shown;

  WidgetAnswers(Sources shown) {
    this.shown = shown;
  }

  ChatAnswer shown(ChatAnswer answer) {
    return new ChatAnswer(
        answer.response(),
        shown(answer.sources()),
        answer.contextUsed(),
        answer.sessionId(),
        answer.turnId(),
        answer.llmProvider(),
        answer.model(),
        answer.usage(),
        answer.limitReached());
  }

  private List<Citation> shown(List<Citation> sources) {
    return switch (shown) {
      case PASSAGES -> sources;
      case TITLES -> sources.stream().map(WidgetAnswers::withoutText).toList();
      case NONE -> List.of();
    };
  }

  private static Citation withoutText(Citation citation) {
    return new Citation(
        citation.n(),
        citation.documentId(),
        citation.filename(),
        citation.title(),
        citation.page(),
        citation.chunkIndex(),
        citation.headingPath(),
        citation.similarity(),
        citation.keywordScore(),
        citation.combinedScore(),
        "",
        citation.startSeconds());
  }

  @Override
  public List<Event> citations(List<Citation> citations) {
    return CHAT.citations(shown(citations));
  }

  @Override
  public List<Event> delta(String text) {
    return CHAT.delta(text);
  }

  @Override
  public List<Event> done(ChatAnswer answer) {
    return CHAT.done(shown(answer));
  }

  @Override
  public List<Event> problem(Problem problem, String requestId) {
    return CHAT.problem(problem, requestId);
  }
}
