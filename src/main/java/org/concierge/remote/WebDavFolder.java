package org.concierge.remote;

import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.concierge.outbound.Destination;
import org.concierge.outbound.Fetched;
import org.concierge.outbound.OutboundClient;
import org.concierge.outbound.OutboundRequest;
import org.concierge.outbound.OutboundResponse;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.w3c.dom.Element;

/**
 * A folder over WebDAV (RFC 4918), with all that is below it: Nextcloud, SharePoint on one's own
 * machines, Apache. It is asked folder by folder, since most servers refuse depth "infinity".
 */
final class WebDavFolder implements RemotePlace {
  private static final byte[] WANTED =
      ("<?xml version=\"1.0\" encoding=\"utf-8\"?><propfind xmlns=\"DAV:\"><prop><resourcetype/>"
              + "<getetag/><getlastmodified/><getcontentlength/></prop></propfind>")
          .getBytes(StandardCharsets.UTF_8);

  private static final Pattern DOTS = Pattern.compile("(^|/)\\.{1,2}(/|$)");

  private final URI base;
  private final String authorization;
  private final OutboundClient outbound;

  WebDavFolder(RemoteAccount account, OutboundClient outbound) {
    String address = account.address().toString();
    this.base = URI.create(address.endsWith("/") ? address : address + "/");
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (account.user() + ":" + account.password().value())
                        .getBytes(StandardCharsets.UTF_8));
    this.outbound = outbound;
  }

  /** What a folder holds: {@code file} empty for a folder. */
  private record Entry(URI address, Optional<RemoteFile> file) {}

  @Override
  public List<RemoteFile> list() {
    List<RemoteFile> files = new ArrayList<>();
    Set<String> seen = new HashSet<>(Set.of(base.getRawPath()));
    Deque<URI> folders = new ArrayDeque<>(List.of(base));
    while (!folders.isEmpty()) {
      for (Entry entry : entries(folders.pop())) {
        // A folder lists itself too; one that is linked into itself would never end.
        if (!seen.add(entry.address().getRawPath())) {
          continue;
        }
        if (seen.size() > MAX_FILES) {
          throw new Problem(
              ProblemType.UNPROCESSABLE, "The folder holds more than " + MAX_FILES + " files.");
        }
        entry.file().ifPresentOrElse(files::add, () -> folders.push(entry.address()));
      }
    }
    return files;
  }

  private List<Entry> entries(URI folder) {
    OutboundRequest request =
        new OutboundRequest(
                "PROPFIND",
                folder,
                Map.of("Depth", "1", "Content-Type", "application/xml; charset=utf-8"),
                WANTED)
            .with("Authorization", authorization);
    OutboundResponse response = outbound.send(request);
    Answers.require(response.status(), 207);
    List<Entry> entries = new ArrayList<>();
    for (Element one : Xml.all(Xml.root(response.body()), "response")) {
      entry(one).ifPresent(entries::add);
    }
    return entries;
  }

  /** Empty for what lies outside: no server is asked for more than was agreed. */
  private Optional<Entry> entry(Element response) {
    Optional<URI> address = address(Xml.text(response, "href"));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    if (!Xml.all(response, "collection").isEmpty()) {
      return Optional.of(new Entry(folder(address.get()), Optional.empty()));
    }
    // Apache calls a tag weak in the file's first second, and strong from then on.
    String tag = Xml.text(response, "getetag").replaceFirst("^W/", "");
    String modified = Xml.text(response, "getlastmodified");
    String size = Xml.text(response, "getcontentlength");
    String path = address.get().getPath().substring(base.getPath().length());
    RemoteFile file =
        new RemoteFile(
            path,
            tag.isEmpty() ? modified + " " + size : tag,
            size.matches("[0-9]{1,18}") ? Long.parseLong(size) : -1);
    return Optional.of(new Entry(address.get(), Optional.of(file)));
  }

  private Optional<URI> address(String href) {
    try {
      URI address = base.resolve(href.strip()).normalize();
      boolean inside =
          base.getRawAuthority().equals(address.getRawAuthority())
              && base.getScheme().equals(address.getScheme())
              && address.getPath().startsWith(base.getPath())
              // Written as %2e%2e they survive every tidying but the other server's.
              && !DOTS.matcher(address.getPath()).find()
              && address.getRawQuery() == null;
      return inside ? Optional.of(address) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static URI folder(URI address) {
    String text = address.toString();
    return text.endsWith("/") ? address : URI.create(text + "/");
  }

  @Override
  public void read(RemoteFile file, OutputStream to, long maxBytes) {
    OutboundRequest request =
        new OutboundRequest("GET", address(file), Map.of("Accept", "*/*"), new byte[0])
            .with("Authorization", authorization);
    Fetched fetched =
        outbound.fetch(
            request, new Destination(to, maxBytes, false, base.getHost()::equalsIgnoreCase));
    Answers.require(fetched.response().status(), 200);
  }

  private URI address(RemoteFile file) {
    return URI.create(
        base.getScheme()
            + "://"
            + base.getRawAuthority()
            + base.getRawPath()
            + UriText.encoded(file.path()));
  }
}
