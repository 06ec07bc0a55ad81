package org.concierge.llm;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;
import java.util.Optional;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.problem.Problem;

/**
 * Hears of every call of a model, whoever makes it and for whatever: for the ledger and for
 * metrics. Thread safe, and quick: callers wait for it.
 */
@FunctionalInterface
public interface ModelCalls {
  /** Hears nothing. */
  ModelCalls NONE = (kind, model, local) -> new Call() {};

  /** What a model is asked for. */
  enum Kind {
    CHAT,
    EMBEDDING
  }

  /**
   * A call begins, on the thread of whoever asks unless this is {@link #here}.
   *
   * @param local computed in this process: no provider is asked
   */
  Call begin(Kind kind, String model, boolean local);

  /** The same for calls that the current thread is the cause of, on whichever thread they begin. */
  default ModelCalls here() {
    return this;
  }

  /** A call that was begun: exactly one of the ends follows, on any thread. */
  interface Call {
    default void firstToken() {}

    /** Ended as it should, with the provider's count; empty where it did not say. */
    default void ended(Optional<Usage> usage, String prompt, String answer) {}

    /**
     * Failed, or was stopped: there is no count.
     *
     * @param answer what was heard until then
     */
    default void brokenOff(String prompt, String answer) {}
  }

  /** Both hear of each call, this one first. */
  default ModelCalls and(ModelCalls other) {
    return new Both(this, other);
  }

  /** Two that hear of each call. */
  record Both(ModelCalls one, ModelCalls other) implements ModelCalls {
    @Override
    public ModelCalls here() {
      return new Both(one.here(), other.here());
    }

    @Override
    public Call begin(Kind kind, String model, boolean local) {
      Call first = one.begin(kind, model, local);
      Call second = other.begin(kind, model, local);
      return new Call() {
        @Override
        public void firstToken() {
          first.firstToken();
          second.firstToken();
        }

        @Override
        public void ended(Optional<Usage> usage, String prompt, String answer) {
          first.ended(usage, prompt, answer);
          second.ended(usage, prompt, answer);
        }

        @Override
        public void brokenOff(String prompt, String answer) {
          first.brokenOff(prompt, answer);
          second.brokenOff(prompt, answer);
        }
      };
    }
  }

  /** An answer whose call is heard of. */
  final class CountedAnswer implements AnswerListener {
    private final AnswerListener listener;
    private final Call call;
    private final String prompt;
    private final StringBuilder answer = new StringBuilder();
    private boolean ended;

    CountedAnswer(AnswerListener listener, Call call, String prompt) {
      this.listener = listener;
      this.call = call;
      this.prompt = prompt;
    }

    @Override
    public void delta(String text) {
      synchronized (this) {
        if (answer.isEmpty()) {
          call.firstToken();
        }
        answer.append(text);
      }
      listener.delta(text);
    }

    @Override
    public void completed(Usage usage) {
      boolean counted = usage.promptTokens() > 0 || usage.completionTokens() > 0;
      if (end()) {
        call.ended(counted ? Optional.of(usage) : Optional.empty(), prompt, answer.toString());
      }
      listener.completed(usage);
    }

    @Override
    public void failed(Problem problem) {
      brokenOff();
      listener.failed(problem);
    }

    /** The one who asked has gone: the model says nothing more. */
    void brokenOff() {
      if (end()) {
        call.brokenOff(prompt, answer.toString());
      }
    }

    private synchronized boolean end() {
      boolean first = !ended;
      ended = true;
      return first;
    }
  }

  /**
   * An embedding model whose calls are heard of.
   *
   * @param local computed in this process
   */
  record CountedEmbeddings(EmbeddingModel model, ModelCalls calls, String name, boolean local)
      implements EmbeddingModel {
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> texts) {
      Call call = calls.begin(Kind.EMBEDDING, name, local);
      boolean done = false;
      try {
        Response<List<Embedding>> embedded = model.embedAll(texts);
        call.ended(
            tokens(embedded).map(tokens -> new Usage(tokens, 0)),
            String.join("\n", texts.stream().map(TextSegment::text).toList()),
            "");
        done = true;
        return embedded;
      } finally {
        if (!done) {
          call.brokenOff("", "");
        }
      }
    }

    static Optional<Integer> tokens(Response<?> response) {
      return Optional.ofNullable(response.tokenUsage())
          .map(TokenUsage::inputTokenCount)
          .filter(tokens -> tokens > 0);
    }
  }
}
