package org.concierge.it.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A web site of somebody else: the demonstration pages, at an origin that is not the server's, with
 * a policy that allows no more than their widget needs. It remembers what it was asked for.
 */
final class HostPages implements AutoCloseable {
  private static final Path PAGES = Path.of("webapp/demo");

  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final String api;
  private volatile String tenant = "";
  private volatile String key = "";
  private volatile Supplier<String> token = () -> "";

  HostPages(String api) {
    this.api = api;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Which widget stands in its pages. */
  HostPages with(String itsTenant, String itsKey) {
    tenant = itsTenant;
    key = itsKey;
    return this;
  }

  /** What its own program answers when a page asks who is signed in; "" for nobody. */
  void signedIn(Supplier<String> itsToken) {
    token = itsToken;
  }

  /** The paths of all requests so far. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    try (exchange) {
      if (path.equals("/concierge-token")) {
        String answer = token.get();
        answer(exchange, answer.isEmpty() ? 401 : 200, "application/json", answer);
      } else if (path.endsWith(".css")) {
        answer(exchange, 200, "text/css", Files.readString(PAGES.resolve(path.substring(1))));
      } else if (path.endsWith(".html")) {
        exchange
            .getResponseHeaders()
            .set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'nonce-page'; style-src 'self'; img-src data:;"
                    + " connect-src 'self' "
                    + api);
        answer(exchange, 200, "text/html;charset=UTF-8", page(path));
      } else {
        answer(exchange, 404, "text/plain", "");
      }
    }
  }

  private String page(String path) throws IOException {
    return Files.readString(PAGES.resolve(path.substring(1)))
        .replace("<script src=\"..", "<script nonce=\"page\" src=\"" + api)
        .replaceFirst(
            "data-tenant=\"[^\"]*\" data-key=\"[^\"]*\"( data-token-url=[^>]*)?></script>\\s*</body>",
            "data-tenant=\"" + tenant + "\" data-key=\"" + key + "\"$1></script></body>");
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
