package org.concierge.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A web site on loopback and a free port, whose pages a test writes. It keeps what was asked. */
final class FakeSite implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch open = new CountDownLatch(0);

  /** What stands at a path. */
  private record Page(int status, Map<String, String> headers, byte[] body) {}

  private FakeSite(HttpServer server) {
    this.server = server;
  }

  static FakeSite start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    FakeSite site = new FakeSite(server);
    server.createContext("/", site::answer);
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "fake-site");
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
    return site;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String at(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  FakeSite page(String path, String html) {
    return put(path, 200, Map.of("Content-Type", "text/html"), html);
  }

  FakeSite put(String path, int status, Map<String, String> headers, String body) {
    return put(path, status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  FakeSite put(String path, int status, Map<String, String> headers, byte[] body) {
    pages.put(path, new Page(status, headers, body));
    return this;
  }

  FakeSite redirect(String path, String to) {
    return put(path, 302, Map.of("Location", to), "");
  }

  /** Answers wait from now on. */
  void hold() {
    open = new CountDownLatch(1);
  }

  void release() {
    open.countDown();
  }

  /** The paths, in the order of the requests. */
  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    exchange.getRequestBody().readAllBytes();
    asked.add(path);
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Page page = pages.getOrDefault(path, new Page(404, Map.of(), new byte[0]));
    page.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(page.status(), page.body().length == 0 ? -1 : page.body().length);
    exchange.getResponseBody().write(page.body());
    exchange.close();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
  }
}
