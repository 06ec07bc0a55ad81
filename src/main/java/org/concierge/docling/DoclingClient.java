package org.concierge.docling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.concierge.content.Block;

/**
 * The Docling service as a reader of documents, over the asynchronous part of version 1 of its API:
 * submit, poll, fetch. Thread safe.
 *
 * <p>Its address comes from whoever runs the installation, so it may be inside; no redirect is
 * followed.
 */
public final class DoclingClient {

  private static final Set<String> READ =
      Set.of(
          "pdf", "docx", "pptx", "xlsx", "html", "htm", "xhtml", "png", "jpg", "jpeg", "tif",
          "tiff", "bmp", "webp");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The text of 4,000 pages with the place of each line is about as much. */
  private static final int MAX_BYTES = 64 << 20;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(3))
          // The service speaks HTTP/1.1 and trips over the offer of anything newer.
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final Duration whole;
  private final Duration pause;

  /**
   * @param whole from submission to result; a long scan takes minutes
   * @param pause between two looks at how far it is
   */
  public DoclingClient(Duration whole, Duration pause) {
    this.whole = whole;
    this.pause = pause;
  }

  /** Whether it takes files of such a name. */
  public static boolean reads(String filename) {
    String suffix = filename.substring(filename.lastIndexOf('.') + 1);
    return READ.contains(suffix.toLowerCase(Locale.ROOT));
  }

  /**
   * Reads a file.
   *
   * @return its blocks, in reading order; empty if the service found no text
   * @throws IOException if the service is away, refuses the file, or takes too long
   */
  public List<Block> read(URI service, Path file, String filename)
      throws IOException, InterruptedException {
    String base = service.toString().replaceFirst("/+$", "") + "/v1/";
    long end = System.nanoTime() + whole.toNanos();
    JsonNode task = submit(URI.create(base + "convert/file/async"), file, filename);
    String id = task.path("task_id").asText();
    if (!id.matches("[A-Za-z0-9_-]{1,100}")) {
      throw new IOException("The Docling service named no task.");
    }
    String status = task.path("task_status").asText();
    while (!status.equals("success")) {
      if (status.equals("failure") || System.nanoTime() > end) {
        throw new IOException("The Docling service did not read the file: " + status);
      }
      Thread.sleep(pause.toMillis());
      status = get(base + "status/poll/" + id).path("task_status").asText();
    }
    JsonNode result = get(base + "result/" + id);
    String outcome = result.path("status").asText();
    if (!outcome.equals("success") && !outcome.equals("partial_success")) {
      throw new IOException("The Docling service did not read the file: " + outcome);
    }
    return new DoclingDocument(result.path("document").path("json_content")).blocks();
  }

  private JsonNode submit(URI address, Path file, String filename)
      throws IOException, InterruptedException {
    String boundary = "concierge-" + UUID.randomUUID();
    String fields =
        field(boundary, "to_formats", "json") + field(boundary, "image_export_mode", "placeholder");
    // The name decides how it is read, and may hold anything.
    String name = filename.replaceAll("[^A-Za-z0-9._-]", "_");
    String head =
        fields
            + "--%s\r\nContent-Disposition: form-data; name=\"files\"; filename=\"%s\"\r\n"
                .formatted(boundary, name)
            + "Content-Type: application/octet-stream\r\n\r\n";
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head),
            BodyPublishers.ofFile(file),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(body));
  }

  private static String field(String boundary, String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(boundary, name, value);
  }

  private JsonNode get(String address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address)).GET());
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      if (response.statusCode() / 100 != 2) {
        throw new IOException("The Docling service answers " + response.statusCode() + ".");
      }
      byte[] body = in.readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw new IOException("The Docling service answers with more than can be taken in.");
      }
      return JSON.readTree(new String(body, StandardCharsets.UTF_8));
    }
  }
}
