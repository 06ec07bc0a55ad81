package org.concierge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.openai.CompletionForm.Chunk;
import org.concierge.openai.CompletionForm.ChunkDelta;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.stream.AnswerForm.Event;
import org.junit.jupiter.api.Test;

class CompletionFormTest {
  private static final UUID DOCUMENT = new UUID(0, 7);
  private static final Citation SOURCE =
      new Citation(1, DOCUMENT, "leave.pdf", "Leave", 4, 2, "", .9, .1, 1, "Thirty days.", null);

  private final CompletionForm form =
      new CompletionForm("chatcmpl-1", 1_700_000_000L, "gpt", true, "https://a.example");

  @Test
  void aStreamIsRoleTextAnnotationsFinishUsageAndItsEnd() {
    List<Event> events = new ArrayList<>(form.citations(List.of(SOURCE)));
    events.addAll(form.delta("Thirty "));
    events.addAll(form.delta("[1]."));
    events.addAll(form.done(answer("Thirty [1].", List.of(SOURCE))));

    assertThat(events).extracting(Event::name).containsOnlyNulls();
    assertThat(events).last().extracting(Event::data).isEqualTo("[DONE]");
    List<ChunkDelta> deltas = deltas(events);
    assertThat(deltas.get(0).role()).isEqualTo("assistant");
    assertThat(deltas).extracting(ChunkDelta::content).contains("Thirty ", "[1].");
    assertThat(deltas.get(3).annotations())
        .singleElement()
        .satisfies(
            annotation -> {
              assertThat(annotation.type()).isEqualTo("url_citation");
              assertThat(annotation.urlCitation().startIndex()).isEqualTo(7);
              assertThat(annotation.urlCitation().endIndex()).isEqualTo(10);
              assertThat(annotation.urlCitation().url())
                  .isEqualTo("https://a.example/api/v1/documents/" + DOCUMENT + "/content#page=4");
            });
    assertThat(chunks(events).get(4).choices().get(0).finishReason()).isEqualTo("stop");
    assertThat(chunks(events).get(5).usage().totalTokens()).isEqualTo(12);
  }

  @Test
  void anAnswerThatCameWithoutDeltasIsSentAsAWhole() {
    List<Event> events = form.done(answer("Not in the documents.", List.of()));

    assertThat(deltas(events))
        .extracting(ChunkDelta::content)
        .contains("", "Not in the documents.");
  }

  @Test
  void aProblemIsWhereClientsLookForIt() {
    Problem problem = new Problem(ProblemType.MODEL_TIMED_OUT, "The model took too long.");

    assertThat(form.problem(problem, "r-1"))
        .singleElement()
        .extracting(Event::data)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.error().message()).isEqualTo("The model took too long.");
              assertThat(failure.error().type()).isEqualTo("server_error");
              assertThat(failure.requestId()).isEqualTo("r-1");
            });
  }

  private static ChatAnswer answer(String text, List<Citation> sources) {
    return new ChatAnswer(
        text, sources, true, "s", new UUID(0, 1), "openai", "gpt", new Usage(10, 2), false);
  }

  private static List<Chunk> chunks(List<Event> events) {
    return events.stream()
        .map(Event::data)
        .filter(Chunk.class::isInstance)
        .map(Chunk.class::cast)
        .toList();
  }

  private static List<ChunkDelta> deltas(List<Event> events) {
    return chunks(events).stream()
        .filter(chunk -> !chunk.choices().isEmpty())
        .map(chunk -> chunk.choices().get(0).delta())
        .toList();
  }
}
