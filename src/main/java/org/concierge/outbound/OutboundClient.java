package org.concierge.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import javax.net.ssl.SSLSocketFactory;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

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

  private final AddressRules rules;
  private final Resolver resolver;
  private final Sockets sockets;
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

    /** A hundred megabytes over a line of three a second; lists and answers of APIs in memory. */
    static final Limits DOCUMENTS =
        new Limits(Duration.ofSeconds(10), Duration.ofMinutes(5), 16 * 1024 * 1024);
  }

  /** What is done with one connection. */
  @FunctionalInterface
  private interface Calling {
    OutboundResponse on(OutboundRequest request, InputStream in, OutputStream out)
        throws IOException;
  }

  private record Call(OutboundRequest request, Calling calling, Predicate<String> hosts) {}

  OutboundClient(AddressRules rules, Resolver resolver, SSLSocketFactory tls, Limits limits) {
    this.rules = rules;
    this.resolver = resolver;
    this.sockets = new Sockets(tls, limits.connect(), limits.whole());
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
    return create(OutboundSettings.loopback());
  }

  /**
   * For documents: over http too, larger and slower than other calls, and to the hosts that {@code
   * CONCIERGE_OUTBOUND_HOSTS} names wherever they stand, since an installation's own servers are
   * rarely public.
   */
  public static OutboundClient forDocuments() {
    return forDocuments(OutboundSettings.loopback(), OutboundSettings.known());
  }

  /**
   * As {@link #forDocuments()}, for calls that carry credentials: over http to known hosts only.
   */
  public static OutboundClient forCredentials() {
    return forCredentials(OutboundSettings.loopback(), OutboundSettings.known());
  }

  /** As above. */
  public static OutboundClient forCredentials(boolean allowLoopback, Set<String> known) {
    return documents(new AddressRules(allowLoopback, false, known));
  }

  /**
   * As above.
   *
   * @param known hosts that may be called wherever they stand
   */
  public static OutboundClient forDocuments(boolean allowLoopback, Set<String> known) {
    return documents(new AddressRules(allowLoopback, true, known));
  }

  private static OutboundClient documents(AddressRules rules) {
    return new OutboundClient(
        rules,
        InetAddress::getAllByName,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        Limits.DOCUMENTS);
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
   * Whether the address may be called as its name stands now; what it stands for when it is called
   * is looked at again.
   *
   * @throws Problem UNPROCESSABLE if not, or if nobody knows the name
   */
  public void check(URI address) {
    String host = rules.host(address);
    Future<InetAddress[]> found = submit(() -> resolver.resolve(host));
    try {
      rules.check(address, found.get(limits.connect().toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      found.cancel(true);
      throw new Problem(
          ProblemType.UNPROCESSABLE, "This address cannot be called: nobody knows its name.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    }
  }

  private <T> Future<T> submit(Callable<T> work) {
    try {
      return threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw Problem.unavailable("Too many calls to other servers are under way.", e);
    }
  }

  /**
   * Sends the request and waits for the answer, of whatever status.
   *
   * @throws Problem UNPROCESSABLE if the address must not be called, UNAVAILABLE if there was no
   *     answer in time or one that cannot be read
   */
  public OutboundResponse send(OutboundRequest request) {
    Calling calling = (next, in, out) -> new Exchange(in, out, limits.bodyBytes()).exchange(next);
    return waitFor(new Call(request, calling, host -> true)).response();
  }

  /**
   * Sends the request, and writes what comes with status 200 to where it is wanted.
   *
   * @throws Problem UNPROCESSABLE if the address, or one that it redirects to, must not be called,
   *     TOO_LARGE if more came than is wanted, UNAVAILABLE as {@link #send}
   */
  public Fetched fetch(OutboundRequest request, Destination to) {
    Calling calling =
        (next, in, out) ->
            new Exchange(in, out, to.maxBytes()).fetch(next, to.body(), to.beginning());
    return waitFor(new Call(request, calling, to.hosts()));
  }

  private Fetched waitFor(Call call) {
    AtomicReference<Socket> connection = new AtomicReference<>();
    Future<Fetched> answer = submit(() -> follow(call, connection));
    try {
      return answer.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw problem(e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      answer.cancel(true);
      throw unreachable(e);
    } finally {
      // Ends the reading too, which does not heed an interruption.
      Sockets.end(connection);
    }
  }

  private static Problem problem(Throwable cause) {
    if (cause instanceof Exchange.TooLarge) {
      return new Problem(ProblemType.TOO_LARGE, "What stands there is too large.", cause);
    }
    return cause instanceof Problem problem ? problem : unreachable(cause);
  }

  private Fetched follow(Call call, AtomicReference<Socket> connection) throws IOException {
    OutboundRequest request = call.request();
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      OutboundResponse response = once(request, call, connection);
      String location = response.header("location").orElse("");
      if (!REDIRECTS.contains(response.status())
          || !request.method().equals("GET")
          || location.isEmpty()) {
        return new Fetched(request.address(), response);
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

  private OutboundResponse once(
      OutboundRequest request, Call call, AtomicReference<Socket> connection) throws IOException {
    URI address = request.address();
    String host = rules.host(address);
    if (!call.hosts().test(host)) {
      throw new Problem(
          ProblemType.UNPROCESSABLE, "This address cannot be called: its host is not allowed.");
    }
    InetAddress[] found = resolver.resolve(host);
    rules.check(address, found);
    boolean secure = address.getScheme().toLowerCase(Locale.ROOT).equals("https");
    int port = address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
    try (Socket plain = sockets.connect(found, port, connection)) {
      Socket socket = secure ? sockets.secured(plain, host, port) : plain;
      return call.calling().on(request, socket.getInputStream(), socket.getOutputStream());
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
