package org.concierge.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.concierge.problem.Problem;

/**
 * Calls servers that a tenant's settings, or an answer of such a server, name. Only public
 * addresses over https are called, each redirect is looked at like the first address, and nothing
 * takes longer or is larger than allowed. No proxy is used, no cookie kept.
 *
 * <p>It speaks HTTP/1.1 over a socket of its own, since the address that was checked must be the
 * one that is called: the JDK's client resolves a name once more by itself, and a name server that
 * answers differently the second time would lead it inside. The certificate is checked against the
 * name all the same.
 *
 * <p>Thread safe.
 */
public final class OutboundClient implements AutoCloseable {
  private static final int MAX_REDIRECTS = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  /** A provider that hangs holds a thread for the whole time: so many, and no more. */
  private static final int MAX_AT_ONCE = 64;

  /** Stands for a connection that is not wanted any more. */
  private static final Socket CLOSED = new Socket(Proxy.NO_PROXY);

  private final AddressRules rules;
  private final Resolver resolver;
  private final SSLSocketFactory tls;
  private final Limits limits;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0, MAX_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), OutboundClient::thread);

  /** Gives all addresses of a name. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /**
   * What a request may take.
   *
   * @param whole from the name's look-up to the last byte, redirects included
   */
  record Limits(Duration connect, Duration whole, int bodyBytes) {
    static final Limits USUAL =
        new Limits(Duration.ofSeconds(3), Duration.ofSeconds(10), 1024 * 1024);
  }

  OutboundClient(AddressRules rules, Resolver resolver, SSLSocketFactory tls, Limits limits) {
    this.rules = rules;
    this.resolver = resolver;
    this.tls = tls;
    this.limits = limits;
  }

  /**
   * @param allowLoopback whether this machine itself may be called, over http too: for tests
   */
  public static OutboundClient create(boolean allowLoopback) {
    return new OutboundClient(
        new AddressRules(allowLoopback),
        InetAddress::getAllByName,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        Limits.USUAL);
  }

  /**
   * As the installation says in {@code CONCIERGE_OUTBOUND_ALLOW_LOOPBACK}: {@code true}, or not.
   */
  public static OutboundClient fromEnvironment() {
    String setting = "CONCIERGE_OUTBOUND_ALLOW_LOOPBACK";
    return create("true".equals(System.getProperty(setting, System.getenv(setting))));
  }

  /**
   * Whether the address might be called, as far as it can be told without resolving its name: for
   * those that a browser is sent to.
   *
   * @throws Problem UNPROCESSABLE if not
   */
  public void checkForm(URI address) {
    rules.host(address);
  }

  /**
   * Sends the request and waits for the answer, of whatever status.
   *
   * @throws Problem UNPROCESSABLE if the address must not be called, UNAVAILABLE if there was no
   *     answer in time or one that cannot be read
   */
  public OutboundResponse send(OutboundRequest request) {
    AtomicReference<Socket> connection = new AtomicReference<>();
    Future<OutboundResponse> answer;
    try {
      answer = threads.submit(() -> follow(request, connection));
    } catch (RejectedExecutionException e) {
      throw Problem.unavailable("Too many calls to other servers are under way.", e);
    }
    try {
      return answer.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Problem problem ? problem : unreachable(e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      throw unreachable(e);
    } finally {
      // Ends the reading too, which does not heed an interruption.
      close(connection.getAndSet(CLOSED));
    }
  }

  private OutboundResponse follow(OutboundRequest first, AtomicReference<Socket> connection)
      throws IOException {
    OutboundRequest request = first;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      OutboundResponse response = once(request, connection);
      String location = response.header("location").orElse("");
      if (!REDIRECTS.contains(response.status())
          || !request.method().equals("GET")
          || location.isEmpty()) {
        return response;
      }
      request = request.redirectedTo(resolved(request.address(), location));
    }
    throw new IOException("The server redirects without end.");
  }

  private static URI resolved(URI base, String location) throws IOException {
    try {
      return base.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("The server redirects to what is no address.", e);
    }
  }

  private OutboundResponse once(OutboundRequest request, AtomicReference<Socket> connection)
      throws IOException {
    URI address = request.address();
    String host = rules.host(address);
    InetAddress[] found = resolver.resolve(host);
    rules.check(address, found);
    boolean secure = address.getScheme().toLowerCase(Locale.ROOT).equals("https");
    int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
    try (Socket plain = connect(found, port, connection)) {
      Socket socket = secure ? secured(plain, host, port) : plain;
      return new Exchange(socket.getInputStream(), socket.getOutputStream(), limits.bodyBytes())
          .exchange(request);
    }
  }

  private Socket connect(InetAddress[] found, int port, AtomicReference<Socket> connection)
      throws IOException {
    IOException failure = new UnknownHostException("The name stands for no address.");
    for (InetAddress one : found) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      if (connection.getAndUpdate(now -> now == CLOSED ? now : socket) == CLOSED) {
        throw new IOException("The time is over.");
      }
      try {
        socket.connect(new InetSocketAddress(one, port), (int) limits.connect().toMillis());
        socket.setSoTimeout((int) limits.whole().toMillis());
        return socket;
      } catch (IOException e) {
        close(socket);
        failure = e;
      }
    }
    throw failure;
  }

  private SSLSocket secured(Socket plain, String host, int port) throws IOException {
    // With the name, not the address: for the server to choose its certificate by, and to check it.
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static void close(Socket socket) {
    if (socket != null && socket != CLOSED) {
      try {
        socket.close();
      } catch (IOException e) {
        System.getLogger(OutboundClient.class.getName())
            .log(System.Logger.Level.DEBUG, "A connection could not be closed", e);
      }
    }
  }

  private static Problem unreachable(Throwable cause) {
    return Problem.unavailable("The other server did not answer as it should.", cause);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "outbound");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
