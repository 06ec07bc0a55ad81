package org.concierge.conversation;

import java.util.List;
import java.util.UUID;
import org.concierge.llm.AnswerListener.Usage;

/** What the chat API answers: the body of a plain answer, and the last event of a streamed one. */
public record ChatAnswer(
    String response,
    List<Citation> sources,
    boolean contextUsed,
    String sessionId,
    UUID turnId,
    String llmProvider,
    String model,
    Usage usage,
    boolean limitReached) {}
