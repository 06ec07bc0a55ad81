package org.concierge.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A model behind the OpenAI protocol that does what a test tells it to, on loopback and a free
 * port. How it behaves is set per API key, so that each tenant can have its own, or by the model's
 * name: {@code gpt-test@hang-mid}. It keeps every request.
 *
 * <p>Thread safe. One thread a connection: a thousand streams are a thousand threads.
 */
public final class FakeModel implements AutoCloseable {
  private final ServerSocket listener;
  private final Map<String, Assignment> assignments = new ConcurrentHashMap<>();
  private final List<FakeModelRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "fake-model");
            thread.setDaemon(true);
            return thread;
          });

  /** How a key is answered, and how many times more (negative: always). */
  private static final class Assignment {
    private final FakeModelBehaviour behaviour;
    private int left;

    Assignment(FakeModelBehaviour behaviour, int times) {
      this.behaviour = behaviour;
      this.left = times;
    }

    synchronized FakeModelBehaviour take() {
      if (left == 0) {
        return FakeModelBehaviour.OK;
      }
      left = Math.max(-1, left - 1);
      return behaviour;
    }
  }

  private FakeModel(ServerSocket listener) {
    this.listener = listener;
  }

  public static FakeModel start() throws IOException {
    FakeModel model = new FakeModel(new ServerSocket(0, 2_000, InetAddress.getLoopbackAddress()));
    model.threads.execute(model::accept);
    return model;
  }

  /** What {@code OPENAI_BASE_URL} is set to. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
  }

  /**
   * From now on the key's requests are answered so.
   *
   * @param behaviour as {@link FakeModelBehaviour#parse} reads it: {@code cite}, {@code 429},
   *     {@code echo,slow=50}
   */
  public void behave(String key, String behaviour) {
    assignments.put(key, new Assignment(FakeModelBehaviour.parse(behaviour), -1));
  }

  /** The key's next requests are answered so; after that it is answered well. */
  public void behave(String key, String behaviour, int times) {
    assignments.put(key, new Assignment(FakeModelBehaviour.parse(behaviour), times));
  }

  /** From now on the key gets this text, word for word. */
  public void answer(String key, String text) {
    assignments.put(key, new Assignment(FakeModelBehaviour.saying(text), -1));
  }

  /** The requests with this key, oldest first. */
  public List<FakeModelRequest> requests(String key) {
    return requests.stream().filter(request -> request.key().equals(key)).toList();
  }

  /** Every request, oldest first. */
  public List<FakeModelRequest> requests() {
    return List.copyOf(requests);
  }

  /**
   * The whole prompt of the key's last chat request, its messages one below the other.
   *
   * @throws java.util.NoSuchElementException if there was none
   */
  public String lastPrompt(String key) {
    return requests(key).stream()
        .filter(FakeModelRequest::isChat)
        .reduce((former, later) -> later)
        .orElseThrow()
        .prompt();
  }

  /** How many of the key's requests the client gave up before they were answered to the end. */
  public long aborted(String key) {
    return requests(key).stream().filter(FakeModelRequest::aborted).count();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
    for (Socket socket : open) {
      socket.close();
    }
  }

  FakeModelBehaviour behaviourFor(FakeModelRequest request) {
    String model = request.model();
    int suffix = model.indexOf('@');
    if (suffix >= 0) {
      return FakeModelBehaviour.parse(model.substring(suffix + 1));
    }
    Assignment assignment = assignments.get(request.key());
    return assignment == null ? FakeModelBehaviour.OK : assignment.take();
  }

  void record(FakeModelRequest request) {
    requests.add(request);
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      new FakeModelConnection(this, socket).serve();
    } catch (IOException e) {
      // The client went away, which its request has noted.
    } finally {
      open.remove(socket);
    }
  }
}
