package org.concierge.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concierge.captions.Cue;
import org.concierge.outbound.OutboundClient;
import org.concierge.outbound.OutboundRequest;
import org.concierge.outbound.OutboundResponse;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.ImportSettings.Transcription;

/**
 * Has a recording written down, with its moments, by a server that speaks OpenAI's audio API
 * ({@code POST /audio/transcriptions}, {@code verbose_json}). Thread safe.
 */
public final class Transcriber {
  /** What OpenAI takes; larger recordings have to be cut before. */
  public static final long MAX_BYTES = 25L * 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OutboundClient outbound;

  public Transcriber(OutboundClient outbound) {
    this.outbound = outbound;
  }

  /**
   * @param filename its ending tells the server which kind of recording it is
   * @throws Problem TOO_LARGE, UNPROCESSABLE if the server will never write it down, UNAVAILABLE if
   *     another try may help
   */
  public List<Cue> transcribe(Transcription settings, Path recording, String filename)
      throws IOException {
    if (Files.size(recording) > MAX_BYTES) {
      throw new Problem(
          ProblemType.TOO_LARGE,
          "A recording that is to be written down may have " + MAX_BYTES / (1024 * 1024) + " MB.");
    }
    OutboundResponse response = outbound.send(request(settings, recording, filename));
    if (response.status() != 200) {
      boolean passes = response.status() == 429 || response.status() >= 500;
      String what = "The transcription server answers with status " + response.status() + ".";
      throw passes ? Problem.unavailable(what, null) : new Problem(ProblemType.UNPROCESSABLE, what);
    }
    return cues(response.text());
  }

  private static OutboundRequest request(Transcription settings, Path recording, String filename)
      throws IOException {
    String boundary = "concierge-" + UUID.randomUUID();
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    write(form, field(boundary, "model", settings.model()));
    write(form, field(boundary, "response_format", "verbose_json"));
    write(
        form,
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                .formatted(boundary, filename.replaceAll("[^A-Za-z0-9._-]", "_"))
            + "Content-Type: application/octet-stream\r\n\r\n");
    Files.copy(recording, form);
    write(form, "\r\n--" + boundary + "--\r\n");
    OutboundRequest request =
        new OutboundRequest(
            "POST",
            URI.create(settings.baseUrl() + "/audio/transcriptions"),
            Map.of("Content-Type", "multipart/form-data; boundary=" + boundary),
            form.toByteArray());
    return settings.key().isEmpty()
        ? request
        : request.with("Authorization", "Bearer " + settings.key().value());
  }

  private static String field(String boundary, String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(boundary, name, value);
  }

  private static void write(ByteArrayOutputStream form, String text) {
    form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Cue> cues(String body) {
    try {
      JsonNode answer = JSON.readTree(body);
      List<Cue> cues = new ArrayList<>();
      for (JsonNode segment : answer.path("segments")) {
        String said = segment.path("text").asText().replaceAll("\\s+", " ").strip();
        double start = segment.path("start").asDouble();
        if (!said.isEmpty() && start >= 0) {
          cues.add(new Cue(Duration.ofMillis((long) (start * 1000)), said));
        }
      }
      String whole = answer.path("text").asText().strip();
      if (cues.isEmpty() && !whole.isEmpty()) {
        // A server without time stamps: better all of it at the beginning than nothing.
        cues.add(new Cue(Duration.ZERO, whole.replaceAll("\\s+", " ")));
      }
      return cues;
    } catch (JsonProcessingException e) {
      throw Problem.unavailable("The transcription server's answer cannot be read.", e);
    }
  }
}
