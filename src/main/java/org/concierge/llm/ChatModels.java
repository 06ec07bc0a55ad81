package org.concierge.llm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenant.Provider;

/**
 * The tenants' language models. A model client is kept as long as its tenant's settings stay the
 * same and it is used, so that its connections are reused. Thread safe.
 */
public final class ChatModels implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final ExecutorService threads = Executors.newCachedThreadPool(daemons("concierge-model"));
  private final ScheduledExecutorService clock =
      new ScheduledThreadPoolExecutor(1, daemons("concierge-model-clock"));

  /**
   * Keyed by the settings themselves, credentials included: two tenants share no client by chance.
   */
  private final Cache<Tenant.Model, StreamingChatModel> clients =
      Caffeine.newBuilder().maximumSize(200).expireAfterAccess(Duration.ofMinutes(30)).build();

  private final SteadyAnswer.Breaker breaker = new SteadyAnswer.Breaker(System::nanoTime);

  /**
   * Asks the model and returns at once. A model that does not answer is asked once more where that
   * may help, then its fallback is.
   *
   * @return stops the answer; then the listener hears nothing more
   * @throws IllegalArgumentException if the tenant answers by quoting: there is no model to ask
   */
  public Runnable stream(Tenant.Model settings, Prompt prompt, AnswerListener listener) {
    SteadyAnswer answer =
        new SteadyAnswer(
            listener, settings, breaker, clock, (model, heard) -> ask(model, prompt, heard));
    answer.begin();
    return answer::cancel;
  }

  private Runnable ask(Tenant.Model settings, Prompt prompt, AnswerListener listener) {
    StreamingChatModel client = clients.get(settings.alone(), this::client);
    WatchedAnswer answer = new WatchedAnswer(listener, settings.timeout(), clock);
    client.chat(messages(prompt), answer);
    return answer::cancel;
  }

  private static List<ChatMessage> messages(Prompt prompt) {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(prompt.system()));
    for (Prompt.Message message : prompt.messages()) {
      messages.add(
          message.author() == Prompt.Author.USER
              ? UserMessage.from(message.text())
              : AiMessage.from(message.text()));
    }
    return messages;
  }

  private StreamingChatModel client(Tenant.Model settings) {
    if (settings.provider() == Provider.QUOTE) {
      throw new IllegalArgumentException("Quoting needs no model.");
    }
    return settings.provider() == Provider.OPENAI ? openAi(settings) : anthropic(settings);
  }

  private StreamingChatModel openAi(Tenant.Model settings) {
    var builder =
        OpenAiStreamingChatModel.builder()
            .httpClientBuilder(http())
            .apiKey(keyOrPlaceholder(settings))
            .modelName(settings.model())
            .temperature(settings.temperature())
            .maxTokens(settings.maxTokens())
            .timeout(settings.timeout());
    settings.baseUrl().ifPresent(url -> builder.baseUrl(url.toString()));
    return builder.build();
  }

  private StreamingChatModel anthropic(Tenant.Model settings) {
    var builder =
        AnthropicStreamingChatModel.builder()
            .httpClientBuilder(http())
            .apiKey(keyOrPlaceholder(settings))
            .modelName(settings.model())
            .temperature(settings.temperature())
            .maxTokens(settings.maxTokens())
            .timeout(settings.timeout());
    settings.baseUrl().ifPresent(url -> builder.baseUrl(url.toString()));
    return builder.build();
  }

  /** Servers on the own network often ask for no key, the client always sends one. */
  private static String keyOrPlaceholder(Tenant.Model settings) {
    return settings.apiKey().isEmpty() ? "none" : settings.apiKey().value();
  }

  private JdkHttpClientBuilder http() {
    // HTTP/1.1: several model servers mishandle the upgrade that the client would offer them.
    return new JdkHttpClientBuilder()
        .httpClientBuilder(
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads))
        .connectTimeout(CONNECT_TIMEOUT);
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
    clock.shutdownNow();
  }
}
