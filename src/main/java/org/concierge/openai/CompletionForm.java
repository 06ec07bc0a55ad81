package org.concierge.openai;

import java.util.ArrayList;
import java.util.List;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.openai.Completion.Annotation;
import org.concierge.openai.Completion.Usage;
import org.concierge.problem.Problem;
import org.concierge.stream.AnswerForm;

/** An answer as the OpenAI API streams it: nameless events, the last of them {@code [DONE]}. */
final class CompletionForm implements AnswerForm {
  private final String id;
  private final long created;
  private final String model;
  private final boolean includesUsage;
  private final String publicUrl;
  private boolean begun;
  private boolean told;

  /**
   * @param created seconds since 1970
   */
  CompletionForm(String id, long created, String model, boolean includesUsage, String publicUrl) {
    this.id = id;
    this.created = created;
    this.model = model;
    this.includesUsage = includesUsage;
    this.publicUrl = publicUrl;
  }

  /** An event's data. */
  public record Chunk(
      String id,
      String object,
      long created,
      String model,
      List<ChunkChoice> choices,
      Usage usage) {}

  /** What the one answer gains. */
  public record ChunkChoice(int index, ChunkDelta delta, String finishReason) {}

  /** What its message gains. */
  public record ChunkDelta(String role, String content, List<Annotation> annotations) {}

  @Override
  public List<Event> citations(List<Citation> citations) {
    return opening();
  }

  @Override
  public List<Event> delta(String text) {
    List<Event> events = opening();
    told = true;
    events.add(chunk(new ChunkDelta(null, text, null), null));
    return events;
  }

  @Override
  public List<Event> done(ChatAnswer answer) {
    // Without sources there was nothing to write: the sentence that says so comes as a whole.
    List<Event> events = told ? opening() : delta(answer.response());
    List<Annotation> annotations = Completion.annotations(answer, publicUrl);
    if (!annotations.isEmpty()) {
      events.add(chunk(new ChunkDelta(null, null, annotations), null));
    }
    events.add(chunk(new ChunkDelta(null, null, null), "stop"));
    if (includesUsage) {
      events.add(event(List.of(), Usage.of(answer.usage())));
    }
    events.add(new Event(null, "[DONE]"));
    return events;
  }

  @Override
  public List<Event> problem(Problem problem, String requestId) {
    return List.of(new Event(null, Failure.of(problem, requestId)));
  }

  private List<Event> opening() {
    List<Event> events = new ArrayList<>();
    if (!begun) {
      begun = true;
      events.add(chunk(new ChunkDelta("assistant", "", null), null));
    }
    return events;
  }

  private Event chunk(ChunkDelta delta, String finishReason) {
    return event(List.of(new ChunkChoice(0, delta, finishReason)), null);
  }

  private Event event(List<ChunkChoice> choices, Usage usage) {
    return new Event(null, new Chunk(id, "chat.completion.chunk", created, model, choices, usage));
  }
}
