package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** What the server answered, read to its end. */
public record Answer(int status, HttpHeaders headers, byte[] bytes) {
  Answer(HttpResponse<byte[]> response) {
    this(response.statusCode(), response.headers(), response.body());
  }

  /** "" if it is absent. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The body as JSON; a missing node if there is no body. */
  public JsonNode json() {
    try {
      return bytes.length == 0 ? MissingNode.getInstance() : Api.JSON.readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + this, e);
    }
  }

  /** Short enough for the message of a failed assertion. */
  @Override
  public String toString() {
    String text = text();
    return status + " " + (text.length() > 1_000 ? text.substring(0, 1_000) + "..." : text);
  }
}
