package org.concierge.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A client of Concierge's HTTP interface. Immutable: {@code with...} gives another client with one
 * header more, so that a test holds one client per caller. Paths begin at the root: {@code
 * /api/v1/chat}. No redirect is followed, no cookie kept.
 */
public final class Api {
  static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than any answer that a test waits for: a server that hangs fails, it does not stall. */
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI root;
  private final List<String> headers;

  public Api(URI root) {
    this(root, List.of());
  }

  private Api(URI root, List<String> headers) {
    this.root = root;
    this.headers = headers;
  }

  /** A file of a multipart upload. */
  public record Part(String name, String filename, String contentType, byte[] content) {
    public static Part file(String filename, String contentType, byte[] content) {
      return new Part("file", filename, contentType, content);
    }

    public static Part file(String filename, String text) {
      return file(filename, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }
  }

  public Api with(String header, String value) {
    List<String> more = new ArrayList<>(headers);
    more.addAll(List.of(header, value));
    return new Api(root, List.copyOf(more));
  }

  public Api withKey(String key) {
    return with("X-API-Key", key);
  }

  public Api withBearer(String bearer) {
    return with("Authorization", "Bearer " + bearer);
  }

  public Api withTenant(String id) {
    return with("X-Tenant-ID", id);
  }

  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  public Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  /**
   * @param body anything that Jackson can write, or a String, which is sent as it is
   */
  public Answer post(String path, Object body) {
    return with("Content-Type", "application/json").send("POST", path, json(body));
  }

  public Answer put(String path, Object body) {
    return with("Content-Type", "application/json").send("PUT", path, json(body));
  }

  public Answer patch(String path, Object body) {
    return with("Content-Type", "application/json").send("PATCH", path, json(body));
  }

  /** Any method and any body, with the headers of this client and no others. */
  public Answer send(String method, String path, BodyPublisher body) {
    return new Answer(exchange(request(method, path, body).timeout(LIMIT).build(), bytes()));
  }

  /** Sends files, and fields beside them, as a browser's form does. */
  public Answer upload(String path, Map<String, String> fields, Part... files) {
    String boundary = "----concierge" + UUID.randomUUID();
    List<byte[]> pieces = new ArrayList<>();
    fields.forEach(
        (name, value) -> pieces.add(utf8(start(boundary, name) + "\r\n\r\n" + value + "\r\n")));
    for (Part file : files) {
      String named = "; filename=\"" + file.filename().replace("\"", "%22") + "\"";
      String type = "\r\nContent-Type: " + file.contentType() + "\r\n\r\n";
      pieces.add(utf8(start(boundary, file.name()) + named + type));
      pieces.add(file.content());
      pieces.add(utf8("\r\n"));
    }
    pieces.add(utf8("--" + boundary + "--\r\n"));
    return with("Content-Type", "multipart/form-data; boundary=" + boundary)
        .send("POST", path, BodyPublishers.ofByteArrays(pieces));
  }

  public Answer upload(String path, Part... files) {
    return upload(path, Map.of(), files);
  }

  /** Posts and reads the answer as it comes, if it is a stream of events. */
  public EventStream stream(String path, Object body) {
    HttpRequest request =
        with("Content-Type", "application/json")
            .with("Accept", "text/event-stream")
            .request("POST", path, json(body))
            .build();
    HttpResponse<InputStream> response = exchange(request, BodyHandlers.ofInputStream());
    return new EventStream(response);
  }

  private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    return request.method(method, body);
  }

  private static <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
    try {
      return CLIENT.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
    }
  }

  private static BodyHandler<byte[]> bytes() {
    return BodyHandlers.ofByteArray();
  }

  private static BodyPublisher json(Object body) {
    try {
      String text = body instanceof String string ? string : JSON.writeValueAsString(body);
      return BodyPublishers.ofString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String start(String boundary, String name) {
    return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
