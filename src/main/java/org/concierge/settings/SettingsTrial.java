package org.concierge.settings;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concierge.access.Person;
import org.concierge.llm.AnswerListener;
import org.concierge.llm.ChatModels;
import org.concierge.llm.Embedders;
import org.concierge.llm.Prompt;
import org.concierge.mail.Delivery;
import org.concierge.mail.Mailing;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenant.Provider;

/** Tries whether what the settings name works, before people find out. Thread safe. */
public final class SettingsTrial {
  private final ChatModels models;
  private final Embedders embedders;
  private final Mailing mailing;

  /**
   * How it went.
   *
   * @param name of what was tried
   * @param problem what to do; null if it works
   */
  public record Tried(boolean ok, String name, long millis, String problem) {}

  /** Does it, or throws the problem. */
  @FunctionalInterface
  private interface Trial {
    void run();
  }

  public SettingsTrial(ChatModels models, Embedders embedders, Mailing mailing) {
    this.models = models;
    this.embedders = embedders;
    this.mailing = mailing;
  }

  public Tried model(Tenant tenant) {
    if (tenant.model().provider() == Provider.QUOTE) {
      return new Tried(true, "quote", 0, null);
    }
    return tried(tenant.model().model(), () -> ask(tenant.model()));
  }

  public Tried embedding(Tenant tenant) {
    return tried(
        tenant.embedding().model(), () -> embedders.of(tenant).question("Does this work?"));
  }

  public Tried mail(Tenant tenant, Optional<Person> person) {
    if (person.isEmpty()) {
      return new Tried(false, "mail", 0, "Sign in as a person: the mail goes to your own address.");
    }
    return tried(
        "mail",
        () -> {
          Delivery delivery =
              mailing.sendTrial(tenant.id(), person.get().email(), person.get().language());
          if (delivery != Delivery.SENT) {
            throw new Problem(
                ProblemType.UNAVAILABLE,
                delivery.problem().orElse("There is no mail server: set SMTP_HOST."));
          }
        });
  }

  private static Tried tried(String name, Trial trial) {
    long began = System.nanoTime();
    String problem = null;
    try {
      trial.run();
    } catch (Problem failed) {
      problem = failed.detail();
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return new Tried(problem == null, name, millis, problem);
  }

  private void ask(Tenant.Model settings) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    Prompt prompt =
        new Prompt(
            "Answer in one word.",
            List.of(new Prompt.Message(Prompt.Author.USER, "Does this work?")));
    Runnable cancel = models.stream(settings, prompt, new Ended(answer));
    try {
      answer.get(settings.timeout().toMillis() * 2, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Problem problem
          ? problem
          : new Problem(ProblemType.MODEL_FAILED, "The model failed.", e);
    } catch (TimeoutException e) {
      throw new Problem(ProblemType.MODEL_TIMED_OUT, "The model did not answer in time.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(ProblemType.MODEL_FAILED, "The model's answer was not waited for.", e);
    } finally {
      cancel.run();
    }
  }

  /** Hears how an answer ends. */
  private record Ended(CompletableFuture<Void> answer) implements AnswerListener {
    @Override
    public void delta(String text) {
      // What it says does not matter.
    }

    @Override
    public void completed(Usage usage) {
      answer.complete(null);
    }

    @Override
    public void failed(Problem problem) {
      answer.completeExceptionally(problem);
    }
  }
}
