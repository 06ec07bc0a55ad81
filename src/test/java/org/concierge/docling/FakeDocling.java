package org.concierge.docling;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Plays back an exchange with the Docling service, version 1 of its API. */
public final class FakeDocling implements AutoCloseable {

  private static final String TASK = "0f3a7c1e-52de-4b44-9d5e-6f0e3c1b7a20";

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final String last;
  private volatile String submitted = "";
  private int polls;

  /**
   * @param last the file that answers the poll for the result's state
   */
  public FakeDocling(String last) throws IOException {
    this.last = last;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Method and path of each request, in order. */
  public List<String> requests() {
    return requests;
  }

  String submitted() {
    return submitted;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (path.equals("/v1/convert/file/async")) {
      submitted = body;
      send(exchange, "submitted.json");
    } else if (path.equals("/v1/status/poll/" + TASK)) {
      polls++;
      send(exchange, polls == 1 ? "started.json" : last);
    } else if (path.equals("/v1/result/" + TASK)) {
      send(exchange, "result.json");
    } else {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
    }
  }

  private static void send(HttpExchange exchange, String file) throws IOException {
    try (InputStream in = FakeDocling.class.getResourceAsStream("/docling/" + file)) {
      byte[] body = in.readAllBytes();
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
