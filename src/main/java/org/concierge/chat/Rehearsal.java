package org.concierge.chat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concierge.access.Person;
import org.concierge.conversation.ChatAnswer;
import org.concierge.conversation.Citation;
import org.concierge.llm.AnswerListener;
import org.concierge.llm.AnswerListener.Usage;
import org.concierge.llm.ChatModels;
import org.concierge.llm.Embedders;
import org.concierge.llm.Prompt;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.retrieval.Retriever;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenant.Provider;

/**
 * Answers a question as the first one of a conversation that is stored nowhere: to try a prompt, to
 * judge answers. Thread safe; works inside the tenant's scope, with the eyes of the thread's
 * reader.
 */
public final class Rehearsal {
  /** A model that drips for ever is never silent. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Retriever retriever;
  private final ChatModels models;
  private final Embedders embedders;

  public Rehearsal(Retriever retriever, ChatModels models, Embedders embedders) {
    this.retriever = retriever;
    this.models = models;
    this.embedders = embedders;
  }

  /**
   * Waits until the answer is complete; it belongs to no turn.
   *
   * @throws Problem BAD_REQUEST if it is no question, else as an answer fails
   */
  public ChatAnswer answer(Tenant tenant, Optional<Person> asker, String question) {
    return answer(tenant, asker, Asked.of(ChatRequest.of(question)));
  }

  /** As above, perhaps by an assistant. */
  public ChatAnswer answer(Tenant of, Optional<Person> asker, Asked asked) {
    ChatRequest request = asked.request();
    request.check();
    Tenant tenant = asked.guide().of(of);
    List<Citation> given =
        Answering.citations(
            retriever, tenant, asked.question(request.message(), Answering.PASSAGES));
    Sentences words = Sentences.in(asker);
    if (given.isEmpty()) {
      return told(tenant.model(), request, words.notFound(), List.of(), new Usage(0, 0));
    }
    if (tenant.model().provider() == Provider.QUOTE) {
      String quoted =
          Quoting.answer(
              request.message(), given, embedders.of(retriever.asIndexed(tenant)), words);
      return told(tenant.model(), request, quoted, Citing.cited(quoted, given), new Usage(0, 0));
    }
    Whole whole = new Whole(tenant.model());
    Prompt prompt = PromptBuilder.build(tenant, List.of(), given, asked, asker);
    Usage usage = whole.await(models.stream(tenant.model(), prompt, whole));
    String text = Citing.withoutInvented(whole.text.toString(), given);
    return told(whole.model, request, text, Citing.cited(text, given), usage);
  }

  private static ChatAnswer told(
      Tenant.Model model, ChatRequest request, String text, List<Citation> sources, Usage usage) {
    return new ChatAnswer(
        text,
        sources,
        !sources.isEmpty(),
        request.sessionId(),
        null,
        model.provider().name().toLowerCase(Locale.ROOT),
        model.model(),
        usage,
        false);
  }

  /** Collects an answer. Its listener's calls happen before {@link #await} returns. */
  private static final class Whole implements AnswerListener {
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Usage> end = new CompletableFuture<>();
    private Tenant.Model model;

    Whole(Tenant.Model model) {
      this.model = model;
    }

    @Override
    public void answeredBy(Tenant.Model other) {
      model = other;
    }

    @Override
    public void delta(String part) {
      text.append(part.replace("\u0000", ""));
    }

    @Override
    public void completed(Usage usage) {
      end.complete(usage);
    }

    @Override
    public void failed(Problem problem) {
      end.completeExceptionally(problem);
    }

    Usage await(Runnable cancel) {
      try {
        return end.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Problem problem
            ? problem
            : new Problem(ProblemType.MODEL_FAILED, "The model's answer broke off.", e);
      } catch (TimeoutException e) {
        cancel.run();
        throw new Problem(ProblemType.MODEL_TIMED_OUT, "The model did not come to an end.", e);
      } catch (InterruptedException e) {
        cancel.run();
        Thread.currentThread().interrupt();
        throw Problem.unavailable("The server is stopping.", e);
      }
    }
  }
}
