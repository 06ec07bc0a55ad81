package org.concierge.outbound;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request and its response over one connection, which is good for no other (RFC 9112). What is
 * longer than its limit or of another form is an IOException, whose text is ours.
 */
final class Exchange {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})\\s*(;.*)?");
  private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");
  private static final int MAX_HEAD = 64 * 1024;
  private static final int BUFFER = 16 * 1024;

  private final InputStream in;
  private final OutputStream out;
  private final long maxBody;
  private int headLeft = MAX_HEAD;

  /** What is larger is cut off, not refused. */
  private boolean cut;

  /** The other server has more to say than it may. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLarge() {
      super("The response is too large.");
    }
  }

  Exchange(InputStream in, OutputStream out, long maxBody) {
    this.in = new BufferedInputStream(in);
    this.out = out;
    this.maxBody = maxBody;
  }

  OutboundResponse exchange(OutboundRequest request) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    OutboundResponse response = exchange(request, body);
    return new OutboundResponse(response.status(), response.headers(), body.toByteArray());
  }

  /**
   * @param sink takes the body of an answer of status 200; what else is said is not kept
   * @param beginning whether the body's first bytes will do if there are more than wanted
   * @return without its body
   */
  OutboundResponse fetch(OutboundRequest request, OutputStream sink, boolean beginning)
      throws IOException {
    send(request);
    OutboundResponse response = head();
    if (response.status() == 200) {
      cut = beginning;
      try {
        body(response.headers(), sink);
      } catch (TooLarge e) {
        if (!beginning) {
          throw e;
        }
      }
    }
    return response;
  }

  private OutboundResponse exchange(OutboundRequest request, OutputStream sink) throws IOException {
    send(request);
    OutboundResponse response = head();
    boolean none =
        request.method().equals("HEAD") || response.status() == 204 || response.status() == 304;
    if (!none) {
      body(response.headers(), sink);
    }
    return response;
  }

  private void send(OutboundRequest request) throws IOException {
    out.write(head(request).getBytes(StandardCharsets.US_ASCII));
    out.write(request.body());
    out.flush();
  }

  private OutboundResponse head() throws IOException {
    int status = status();
    Map<String, List<String>> headers = headers();
    while (status < 200) {
      status = status();
      headers = headers();
    }
    return new OutboundResponse(status, headers, new byte[0]);
  }

  private static String head(OutboundRequest request) throws IOException {
    String path = request.address().getRawPath();
    String query = request.address().getRawQuery();
    StringBuilder head = new StringBuilder(request.method()).append(' ');
    head.append(path == null || path.isEmpty() ? "/" : path);
    head.append(query == null ? "" : "?" + query).append(" HTTP/1.1\r\n");
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", request.address().getRawAuthority());
    headers.put("Connection", "close");
    headers.put("Accept-Encoding", "identity");
    headers.put("User-Agent", "Concierge");
    headers.putAll(request.headers());
    if (!request.method().equals("GET")) {
      headers.put("Content-Length", String.valueOf(request.body().length));
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (!FIELD.matcher(header.getKey()).matches()
          || !VALUE.matcher(header.getValue()).matches()) {
        throw new IOException("A header of the request holds what no header can.");
      }
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private int status() throws IOException {
    Matcher line = STATUS.matcher(line());
    if (!line.matches()) {
      throw new IOException("The server does not speak HTTP/1.1.");
    }
    return Integer.parseInt(line.group(1));
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] header = line.split(":", 2);
      if (header.length < 2 || !FIELD.matcher(header[0]).matches()) {
        throw new IOException("A header of the response has another form.");
      }
      headers
          .computeIfAbsent(header[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header[1].strip());
    }
    return headers;
  }

  private void body(Map<String, List<String>> headers, OutputStream sink) throws IOException {
    if (headers.containsKey("transfer-encoding")) {
      if (!headers.get("transfer-encoding").equals(List.of("chunked"))) {
        throw new IOException("The response is encoded in a way that was not asked for.");
      }
      chunks(sink);
      return;
    }
    List<String> lengths = headers.getOrDefault("content-length", List.of());
    if (lengths.isEmpty()) {
      untilTheEnd(sink);
      return;
    }
    if (lengths.stream().distinct().count() > 1 || !LENGTH.matcher(lengths.get(0)).matches()) {
      throw new IOException("The response's length is unclear.");
    }
    long length = Long.parseLong(lengths.get(0));
    limit(cut ? 0 : length);
    copy(cut ? Math.min(length, maxBody) : length, sink);
  }

  private void untilTheEnd(OutputStream sink) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      size += read;
      limit(size);
      sink.write(buffer, 0, read);
    }
  }

  private void chunks(OutputStream sink) throws IOException {
    long size = 0;
    while (true) {
      Matcher line = CHUNK.matcher(line());
      if (!line.matches()) {
        throw new IOException("A chunk of the response has another form.");
      }
      long length = Long.parseLong(line.group(1), 16);
      if (length == 0) {
        return;
      }
      size += length;
      limit(cut ? size - length : size);
      copy(length, sink);
      line();
      // Each chunk brings two lines of its own: those must not use up what the head may have.
      headLeft = MAX_HEAD;
    }
  }

  private void limit(long length) throws IOException {
    if (length > maxBody) {
      throw new TooLarge();
    }
  }

  private void copy(long length, OutputStream sink) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (long left = length; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException("The response ended early.");
      }
      sink.write(buffer, 0, read);
      left -= read;
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The response ended early.");
      }
      if (--headLeft < 0) {
        throw new IOException("The response's head is too large.");
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
