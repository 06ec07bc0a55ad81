package org.concierge.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.concierge.problem.Problem;

/** Calls the running server as somebody. */
final class ProbeClient {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "concierge-probe-boundary";

  /** The same in each request, so that answers can be compared byte for byte. */
  private static final String REQUEST_ID = "isolation-proof";

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final String server;

  /**
   * @param server its root, without a slash at the end
   */
  ProbeClient(String server) {
    this.server = server;
  }

  /** An answer; its body as text whatever it is. */
  record Reply(int status, String body) {
    /** Missing if it is no JSON. */
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (JsonProcessingException e) {
        return MissingNode.getInstance();
      }
    }
  }

  /**
   * A call.
   *
   * @param key "" for nobody
   * @param body JSON, "" for none
   * @param tenant named in a header, "" for none
   */
  record Call(String method, String path, String key, String body, String tenant) {
    static Call get(String path, String key) {
      return new Call("GET", path, key, "", "");
    }

    static Call post(String path, String key, String body) {
      return new Call("POST", path, key, body, "");
    }
  }

  /**
   * @throws Problem UNAVAILABLE if the server does not answer
   */
  Reply send(Call call) {
    HttpRequest.Builder request = request(call.path(), call.key());
    if (!call.tenant().isEmpty()) {
      request.header("X-Tenant-ID", call.tenant());
    }
    if (!call.body().isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    BodyPublisher body =
        call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body());
    return send(request.method(call.method(), body).build());
  }

  Reply upload(String key, String filename, String text) {
    return upload(key, filename, text, Map.of());
  }

  /**
   * As above.
   *
   * @param fields what is said of the file
   */
  Reply upload(String key, String filename, String text, Map<String, String> fields) {
    StringBuilder said = new StringBuilder();
    fields.forEach(
        (name, value) ->
            said.append("--")
                .append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
    String body =
        said
            + "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + filename
            + "\"\r\nContent-Type: text/plain\r\n\r\n"
            + text
            + "\r\n--"
            + BOUNDARY
            + "--\r\n";
    return send(
        request("/api/v1/upload", key)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path, String key) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path))
            .timeout(LIMIT)
            .header("X-Request-Id", REQUEST_ID);
    return key.isEmpty() ? request : request.header("X-API-Key", key);
  }

  private Reply send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body());
    } catch (IOException e) {
      throw Problem.unavailable("The server at " + server + " does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("The proof was interrupted.", e);
    }
  }
}
