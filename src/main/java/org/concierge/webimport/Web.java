package org.concierge.webimport;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concierge.document.DocumentFiles;
import org.concierge.outbound.Destination;
import org.concierge.outbound.Fetched;
import org.concierge.outbound.OutboundClient;
import org.concierge.outbound.OutboundRequest;
import org.concierge.problem.Problem;
import org.concierge.sniffing.MediaTypeDetector;
import org.concierge.tenant.Tenant;

/** What stands at addresses, as far as a tenant may look there. Thread safe. */
public final class Web implements AutoCloseable {
  private static final Pattern FILENAME =
      Pattern.compile("(?i)filename\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))");
  private static final Pattern FILENAME_UTF8 =
      Pattern.compile("(?i)filename\\*\\s*=\\s*utf-8''([^;\\s]+)");
  private static final String NO_STORE = "The file store is not available; try again in a moment.";
  private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([\\w.:-]+)");

  /** The head of a page, and what its film is, stand within; so do the marks of any format. */
  private static final long PEEK = 1024 * 1024;

  private final OutboundClient outbound;

  public Web(OutboundClient outbound) {
    this.outbound = outbound;
  }

  /**
   * Bytes that came from an address.
   *
   * @param address that gave them, after all redirects
   * @param mediaType as found from the content; name and what the server says decide between kinds
   *     of text at most
   * @param charset as the server said; null if it did not
   */
  record Found(URI address, Path file, String filename, String mediaType, String charset) {
    boolean isPage() {
      return mediaType.equals("text/html") || mediaType.equals("application/xhtml+xml");
    }

    boolean isMedia() {
      return mediaType.startsWith("audio/") || mediaType.startsWith("video/");
    }

    ReadablePage page() throws IOException {
      return ReadablePage.of(Files.readAllBytes(file), charset, address);
    }
  }

  /** The way to them. */
  public OutboundClient outbound() {
    return outbound;
  }

  /**
   * @param file takes the bytes
   * @throws NotImported if nothing will ever come of it
   * @throws Problem UNAVAILABLE if another try may help, TOO_LARGE, UNPROCESSABLE
   */
  Found fetch(Tenant tenant, URI address, Path file, long maxBytes) throws NotImported {
    return fetch(tenant, address, file, maxBytes, false);
  }

  /** As above, but no more than is needed to see what it is. */
  Found peek(Tenant tenant, URI address, Path file) throws NotImported {
    return fetch(tenant, address, file, PEEK, true);
  }

  private Found fetch(Tenant tenant, URI address, Path file, long maxBytes, boolean beginning)
      throws NotImported {
    Fetched fetched;
    try (OutputStream out = Files.newOutputStream(file)) {
      OutboundRequest request =
          new OutboundRequest("GET", address, Map.of("Accept", "*/*"), new byte[0]);
      fetched =
          outbound.fetch(
              request, new Destination(out, maxBytes, beginning, tenant.imports()::allows));
    } catch (IOException e) {
      throw Problem.unavailable(NO_STORE, e);
    }
    requireFound(fetched.response().status());
    return found(fetched, file);
  }

  private static Found found(Fetched fetched, Path file) {
    String filename = filename(fetched);
    String said = fetched.response().header("content-type").orElse("");
    Matcher charset = CHARSET.matcher(said);
    try {
      return new Found(
          fetched.address(),
          file,
          filename,
          MediaTypeDetector.of(file, filename, said),
          charset.find() && isKnown(charset.group(1)) ? charset.group(1) : null);
    } catch (IOException e) {
      throw Problem.unavailable(NO_STORE, e);
    }
  }

  private static boolean isKnown(String charset) {
    try {
      return java.nio.charset.Charset.isSupported(charset);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void requireFound(int status) throws NotImported {
    switch (status) {
      case 200 -> {}
      case 401, 403 ->
          throw new NotImported(
              "The address does not let anybody in without a login (%d).".formatted(status));
      case 404, 410 ->
          throw new NotImported("There is nothing at this address (%d).".formatted(status));
      case 408, 425, 429, 500, 502, 503, 504 ->
          throw Problem.unavailable(
              "The server of this address is not available (%d).".formatted(status), null);
      default ->
          throw new NotImported(
              "The server of this address answers with status %d.".formatted(status));
    }
  }

  private static String filename(Fetched fetched) {
    String disposition = fetched.response().header("content-disposition").orElse("");
    return named(FILENAME_UTF8.matcher(disposition), true)
        .or(() -> named(FILENAME.matcher(disposition), false))
        .map(DocumentFiles::cleaned)
        .orElseGet(() -> UrlImport.name(fetched.address()));
  }

  private static Optional<String> named(Matcher matcher, boolean encoded) {
    if (!matcher.find()) {
      return Optional.empty();
    }
    String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(matcher.groupCount());
    try {
      return Optional.of(encoded ? URLDecoder.decode(name, StandardCharsets.UTF_8) : name)
          .filter(text -> !text.isBlank());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    outbound.close();
  }

  /** With the ending that its kind has, if its name has none at all. */
  static String completed(String filename, String mediaType) {
    String lower = filename.toLowerCase(Locale.ROOT);
    boolean ends = lower.matches(".*\\.[a-z0-9]{1,5}");
    if (ends) {
      return filename;
    }
    return switch (mediaType) {
      case "text/html", "application/xhtml+xml" -> filename + ".html";
      case "application/pdf" -> filename + ".pdf";
      case "text/plain" -> filename + ".txt";
      default -> filename;
    };
  }
}
