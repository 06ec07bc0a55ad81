package org.concierge.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One person of one tenant who asks whatever comes to mind, and sometimes does not wait. */
final class CrossingClient {
  /** Of a hundred requests, so many are given up at a random moment. */
  private static final int DROPPED = 12;

  private static final String DOCUMENTS = "/api/v1/documents";

  private final int number;
  private final FurnishedTenant own;
  private final FurnishedTenant other;
  private final Random random;
  private final CrossingsRecord record;
  private final Deque<String> uploaded = new ArrayDeque<>();

  CrossingClient(
      int number,
      FurnishedTenant own,
      FurnishedTenant other,
      Random random,
      CrossingsRecord record) {
    this.number = number;
    this.own = own;
    this.other = other;
    this.random = random;
    this.record = record;
  }

  void ask() {
    int choice = random.nextInt(100);
    boolean drop = random.nextInt(100) < DROPPED;
    String document = DOCUMENTS + "/" + own.documentId();
    if (choice < 25) {
      // The other's word as well: what is found must not depend on it.
      String query = "report garden " + (random.nextBoolean() ? own : other).word();
      post("/api/v1/search", Map.of("query", query), "", drop);
    } else if (choice < 45) {
      post("/api/v1/chat", question(), "", drop);
    } else if (choice < 55) {
      post("/api/v1/chat", question(), "text/event-stream", drop);
    } else if (choice < 67) {
      get(DOCUMENTS + "?limit=5", drop);
    } else if (choice < 77) {
      get(document, drop);
    } else if (choice < 84) {
      get(document + "/chunks", drop);
    } else if (choice < 92) {
      get("/api/v1/admin/sessions?limit=10", drop);
    } else if (choice < 96 || uploaded.isEmpty()) {
      upload();
    } else {
      String path = DOCUMENTS + "/" + uploaded.pop();
      check("DELETE", own.admin().delete(path), List.of(204));
    }
  }

  /** The names of conversations are the same in both tenants. */
  private Map<String, String> question() {
    String session = "session-" + number + "-" + random.nextInt(20);
    return Map.of("message", "Where is the " + own.word() + "?", "session_id", session);
  }

  private void upload() {
    String text = "The " + own.word() + " was seen again: " + random.nextLong();
    Answer answer = own.admin().upload("/api/v1/upload", Api.Part.file(own.word() + ".txt", text));
    check("POST /api/v1/upload", answer, List.of(202));
    if (answer.status() == 202) {
      uploaded.push(answer.json().at("/documents/0/id").asText());
    }
  }

  private void get(String path, boolean drop) {
    String name = "GET " + path.replaceAll("[0-9a-f-]{36}", "{id}").replaceFirst("\\?.*", "");
    if (drop) {
      drop(name, "GET " + path + " HTTP/1.1\r\nX-API-Key: " + own.access().adminKey(), "");
    } else {
      check(name, own.admin().get(path), List.of(200));
    }
  }

  private void post(String path, Map<String, String> body, String accept, boolean drop) {
    String name = "POST " + path + " " + accept;
    if (drop) {
      String json = Api.JSON.valueToTree(body).toString();
      drop(
          name,
          String.join(
              "\r\n",
              "POST " + path + " HTTP/1.1",
              "X-API-Key: " + own.access().chatKey(),
              "Accept: " + (accept.isEmpty() ? "*/*" : accept),
              "Content-Type: application/json",
              "Content-Length: " + json.length()),
          json);
    } else {
      Api api = accept.isEmpty() ? own.chat() : own.chat().with("Accept", accept);
      check(name, api.post(path, body), List.of(200));
    }
  }

  private void check(String request, Answer answer, List<Integer> expected) {
    record.add(request, answer.status(), answer.text(), true, expected);
    look(request, answer.text());
  }

  private void look(String request, String text) {
    if (other.canaries().stream().anyMatch(text::contains)) {
      record.crossing(own.id() + " " + request, text);
    }
    if (text.contains(own.word())) {
      record.ownWords();
    }
  }

  /** Goes away before, while or after the answer comes; what had come is looked at all the same. */
  private void drop(String request, String head, String body) {
    URI server = own.installation().url();
    String sent = head + "\r\nHost: " + server.getAuthority() + "\r\n\r\n" + body;
    byte[] bytes = sent.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream came = new ByteArrayOutputStream();
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(1 + random.nextInt(40));
      // A reset, not an orderly end: the server finds out when it writes.
      socket.setSoLinger(random.nextBoolean(), 0);
      int part = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      socket.getOutputStream().write(bytes, 0, part);
      socket.getOutputStream().flush();
      read(socket.getInputStream(), came, random.nextInt(2_000));
    } catch (SocketTimeoutException | SocketException e) {
      // Time to go.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    record.add(request, 0, "", false, List.of());
    look(request, came.toString(StandardCharsets.UTF_8));
  }

  private static void read(InputStream in, ByteArrayOutputStream came, int most)
      throws IOException {
    for (int next = in.read(); next >= 0 && came.size() < most; next = in.read()) {
      came.write(next);
    }
  }
}
