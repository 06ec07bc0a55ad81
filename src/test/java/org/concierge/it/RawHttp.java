package org.concierge.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that a well-behaved client would never send, byte for byte as they are written. */
final class RawHttp {
  private static final int LIMIT_MILLIS = 30_000;
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  private RawHttp() {}

  /** The whole answer as text; status 0 if the connection was closed without one. */
  record Reply(int status, String text) {}

  /**
   * @param head lines without the last, empty one; {@code Host} is added
   * @param body sent after the head and not completed, whatever its head says
   */
  static Reply send(URI server, String head, String body) {
    return send("0.0.0.0", server, head, body);
  }

  /**
   * As {@link #send(URI, String, String)}.
   *
   * @param from one of this machine's own addresses; 0.0.0.0 for the usual one
   */
  static Reply send(String from, URI server, String head, String body) {
    String request = head + "\r\nHost: " + server.getAuthority() + "\r\n\r\n" + body;
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      socket.setSoTimeout(LIMIT_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      String text = read(socket.getInputStream());
      return new Reply(
          text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0, text);
    } catch (IOException e) {
      throw new UncheckedIOException(head, e);
    }
  }

  /** Sends what is given and hangs up. */
  static void leave(URI server, String head, String body) {
    String request = head + "\r\nHost: " + server.getAuthority() + "\r\n\r\n" + body;
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(head, e);
    }
  }

  static Reply send(URI server, String head) {
    return send(server, head + "\r\nConnection: close", "");
  }

  /** To its end, as the answer itself or the server's closing tells it. */
  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      read.write(next);
      if (isWhole(read)) {
        break;
      }
    }
    return read.toString(StandardCharsets.UTF_8);
  }

  private static boolean isWhole(ByteArrayOutputStream read) {
    String text = read.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    Matcher length = LENGTH.matcher(text.substring(0, end));
    return length.find()
        ? text.length() >= end + 4 + Integer.parseInt(length.group(1))
        : text.endsWith("\r\n0\r\n\r\n");
  }
}
