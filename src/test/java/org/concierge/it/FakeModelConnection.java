package org.concierge.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One connection to the {@link FakeModel}: HTTP/1.1 by hand, because no server lets its caller fall
 * silent, break off in the middle or notice that the client has gone.
 */
final class FakeModelConnection {
  static final ObjectMapper JSON = new ObjectMapper();

  private final FakeModel model;
  private final Socket socket;
  private final PushbackInputStream in;
  private final OutputStream out;

  FakeModelConnection(FakeModel model, Socket socket) throws IOException {
    this.model = model;
    this.socket = socket;
    this.in = new PushbackInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  /** Answers requests until one side closes. */
  void serve() throws IOException {
    for (String line = line(); !line.isEmpty(); line = line()) {
      Map<String, String> headers = headers();
      byte[] bytes = body(headers);
      JsonNode body = JSON.readTree(bytes.length == 0 ? "{}".getBytes() : bytes);
      FakeModelRequest request = new FakeModelRequest(line.split(" ")[1], headers, body);
      model.record(request);
      try {
        new FakeModelAnswer(this, request, model.behaviourFor(request)).send();
        request.complete();
      } catch (IOException e) {
        request.abort();
        throw e;
      }
      if (socket.isClosed()) {
        return;
      }
    }
  }

  /** Sends a whole answer. */
  void send(int status, String type, String text, String... moreHeaders) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    head(status, type, "Content-Length: " + bytes.length, moreHeaders);
    out.write(bytes);
    out.flush();
  }

  /** Begins an answer whose parts follow by {@link #part}, and {@link #end}. */
  void begin(int status, String type) throws IOException {
    head(status, type, "Transfer-Encoding: chunked");
  }

  void part(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    chunk.write(bytes);
    chunk.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    out.write(chunk.toByteArray());
    out.flush();
  }

  void end() throws IOException {
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /** Breaks off; what was announced never comes. */
  void cut() throws IOException {
    socket.close();
  }

  /** Breaks off as a crashed machine does: the client reads "connection reset". */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /**
   * Waits.
   *
   * @throws EOFException as soon as the client has gone
   */
  void pause(int millis) throws IOException {
    if (millis > 0) {
      awaitClient(millis);
    }
  }

  /**
   * Waits for as long as the client does.
   *
   * @throws EOFException when the client has gone
   */
  void hang() throws IOException {
    awaitClient(0);
    throw new EOFException("the client sent more instead of waiting");
  }

  private void awaitClient(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the client has gone");
      }
      in.unread(next);
    } catch (SocketTimeoutException e) {
      // It is still there, and the time is up.
    } finally {
      socket.setSoTimeout(0);
    }
  }

  private void head(int status, String type, String length, String... more) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Fake\r\n");
    head.append("Content-Type: ").append(type).append("\r\n").append(length).append("\r\n");
    for (String header : more) {
      head.append(header).append("\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] pair = line.split(":", 2);
      headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      whole.write(in.readNBytes(size));
      line();
    }
    line();
    return whole.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";")[0].strip(), 16);
  }

  /** Without its end; "" also at the end of the connection. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
