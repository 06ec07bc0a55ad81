package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stream of server-sent events, read one by one as they come. {@link #close} breaks the
 * connection off, as a reader does who goes away.
 */
public final class EventStream implements AutoCloseable {
  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /** An event; its name is {@code message} if it has none. */
  public record Event(String name, String data) {
    public JsonNode json() {
      try {
        return Api.JSON.readTree(data);
      } catch (IOException e) {
        throw new AssertionError("not JSON: " + this, e);
      }
    }
  }

  public int status() {
    return response.statusCode();
  }

  public HttpHeaders headers() {
    return response.headers();
  }

  /** The rest of an answer that is no stream, such as a refusal. */
  public String text() {
    try {
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the next event; empty at the end of the stream. Comments are passed over. */
  public Optional<Event> next() {
    String name = "message";
    List<String> data = new ArrayList<>();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && !data.isEmpty()) {
          return Optional.of(new Event(name, String.join("\n", data)));
        }
        String value = line.replaceFirst("^[a-z]+: ?", "");
        if (line.startsWith("event:")) {
          name = value;
        } else if (line.startsWith("data:")) {
          data.add(value);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that are left. */
  public List<Event> rest() {
    List<Event> events = new ArrayList<>();
    for (Optional<Event> event = next(); event.isPresent(); event = next()) {
      events.add(event.get());
    }
    return events;
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
