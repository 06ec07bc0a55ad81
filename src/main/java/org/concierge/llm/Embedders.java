package org.concierge.llm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.http.client.jdk.JdkHttpClientBuilder;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;

/**
 * The tenants' embedding models. The local one is loaded on first use from a folder of jars beside
 * the WAR (they hold 100 MB of native libraries), by a class loader below the WAR's own.
 */
public final class Embedders implements AutoCloseable {
  private static final String LOCAL_MODEL =
      "dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel";

  /** As the settings call it. */
  private static final String LOCAL_NAME = "bge-small-en-v1.5-q";

  private final Path folder;
  private final ModelCalls calls;
  private final ExecutorService threads = Executors.newCachedThreadPool(Embedders::daemon);
  private final Cache<Remote, Embedder> remote =
      Caffeine.newBuilder().maximumSize(200).expireAfterAccess(Duration.ofMinutes(30)).build();
  private Embedder local;
  private URLClassLoader loader;
  private Path unpacked;

  /** A server, and how long its answer is waited for. */
  private record Remote(Tenant.Embedding settings, Duration timeout) {}

  /**
   * @param folder the jars of the local model; need not exist where all tenants use a server
   * @param calls hears of each call
   */
  public Embedders(Path folder, ModelCalls calls) {
    this.folder = folder;
    this.calls = calls;
  }

  /** As above, with nobody who hears. */
  public Embedders(Path folder) {
    this(folder, ModelCalls.NONE);
  }

  /**
   * @throws Problem UNAVAILABLE if the local model is wanted and not installed
   */
  public Embedder of(Tenant tenant) {
    return tenant.embedding().local()
        ? local()
        : remote.get(new Remote(tenant.embedding(), tenant.model().timeout()), this::client);
  }

  private synchronized Embedder local() {
    if (local == null) {
      try {
        local =
            new LocalEmbedder(new ModelCalls.CountedEmbeddings(load(), calls, LOCAL_NAME, true));
      } catch (ReflectiveOperationException | IOException | LinkageError e) {
        throw Problem.unavailable(
            "The local embedding model is not installed; its administrator finds out more in the"
                + " server's log.",
            e);
      }
    }
    return local;
  }

  private EmbeddingModel load() throws IOException, ReflectiveOperationException {
    // First: a node without the model would leave a folder behind with each question.
    URL[] jars = jars();
    // Native libraries load once a process; without a fresh folder a redeploy finds its own taken.
    unpacked = Files.createTempDirectory("concierge-djl");
    System.setProperty("ENGINE_CACHE_DIR", unpacked.toString());
    System.setProperty("OPT_OUT_TRACKING", "true");
    loader = new URLClassLoader(jars, Embedders.class.getClassLoader());
    Thread thread = Thread.currentThread();
    ClassLoader former = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    boolean loaded = false;
    try {
      // The caller's own thread: ingestion is one worker, and a question is one text.
      EmbeddingModel model =
          (EmbeddingModel)
              loader
                  .loadClass(LOCAL_MODEL)
                  .getConstructor(Executor.class)
                  .newInstance((Executor) Runnable::run);
      loaded = true;
      return model;
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw new IOException("The local embedding model cannot start.", e.getCause());
    } finally {
      thread.setContextClassLoader(former);
      if (!loaded) {
        unload();
      }
    }
  }

  /** What is unpacked goes too: some 14 MB that would be left behind by each start. */
  private void unload() throws IOException {
    if (loader == null) {
      return;
    }
    loader.close();
    loader = null;
    try (Stream<Path> files = Files.walk(unpacked)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private URL[] jars() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(Embedders::url)
          .toArray(URL[]::new);
    }
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Embedder client(Remote server) {
    Tenant.Embedding settings = server.settings();
    var builder =
        OpenAiEmbeddingModel.builder()
            .httpClientBuilder(
                new NumberedEmbeddingsBuilder(
                    new JdkHttpClientBuilder()
                        .httpClientBuilder(
                            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1))
                        .connectTimeout(Duration.ofSeconds(5))))
            .apiKey(settings.apiKey().isEmpty() ? "none" : settings.apiKey().value())
            .modelName(settings.model())
            .dimensions(settings.dimensions())
            .timeout(server.timeout())
            // Its retries would log the server's own words, which may hold the tenant's key.
            .maxRetries(0);
    settings.baseUrl().ifPresent(url -> builder.baseUrl(url.toString()));
    return new RemoteEmbedder(
        new ModelCalls.CountedEmbeddings(
            new WatchedEmbeddings(builder.build(), server.timeout(), threads),
            calls,
            settings.model(),
            false),
        settings.dimensions());
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "concierge-embedding");
    thread.setDaemon(true);
    return thread;
  }

  /** Embeds once, so that the first question does not wait for the model to load. */
  public void warmUp() {
    if (Files.isDirectory(folder)) {
      local().passages(List.of("warm up"));
    }
  }

  @Override
  public synchronized void close() throws IOException {
    threads.shutdownNow();
    unload();
  }
}
