package org.concierge.webimport;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.concierge.document.DocumentFiles;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.tenant.Tenant;
import org.concierge.webimport.ReadablePage.Media;
import org.concierge.webimport.Web.Found;
import org.concierge.webimport.YtDlp.Film;

/** Looks at what stands at an address before it is imported. */
public final class MediaInfo {
  private final Web web;
  private final DocumentFiles files;
  private final Optional<YtDlp> ytDlp;

  public MediaInfo(Web web, DocumentFiles files, Optional<YtDlp> ytDlp) {
    this.web = web;
    this.files = files;
    this.ytDlp = ytDlp;
  }

  /** What an address is good for. */
  public enum Kind {
    PAGE,
    FILE,
    AUDIO,
    VIDEO
  }

  /**
   * What stands at an address.
   *
   * @param durationSeconds null where it is not known, or nothing lasts
   * @param captions whether what is said comes with it
   */
  public record Info(
      String url,
      Kind kind,
      String title,
      Long durationSeconds,
      String mediaType,
      boolean captions) {}

  /**
   * @throws Problem UNPROCESSABLE if the address must not be called or gives nothing, UNAVAILABLE
   */
  public Info of(Tenant tenant, String text) {
    URI address = UrlImport.checked(tenant, text, web.outbound());
    try {
      Path draft = files.draft(tenant.id());
      try {
        return info(web.peek(tenant, address, draft));
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (NotImported e) {
      throw new Problem(ProblemType.UNPROCESSABLE, e.getMessage(), e);
    } catch (IOException e) {
      throw Problem.unavailable("The file store is not available; try again in a moment.", e);
    }
  }

  private Info info(Found found) throws IOException {
    if (!found.isPage()) {
      Kind kind =
          !found.isMedia()
              ? Kind.FILE
              : found.mediaType().startsWith("audio/") ? Kind.AUDIO : Kind.VIDEO;
      return info(found, kind, found.filename(), Optional.empty(), false);
    }
    ReadablePage page = found.page();
    Optional<Media> media = page.media();
    if (media.isEmpty()) {
      return info(found, Kind.PAGE, page.title(), Optional.empty(), false);
    }
    Kind kind = media.get().video() ? Kind.VIDEO : Kind.AUDIO;
    Optional<Film> film =
        ytDlp.isPresent() && media.get().source().isEmpty()
            ? ytDlp.get().film(found.address())
            : Optional.empty();
    Optional<Duration> duration =
        page.duration().or(() -> film.map(Film::duration)).filter(time -> !time.isZero());
    String title = page.title().isBlank() ? film.map(Film::title).orElse("") : page.title();
    return info(found, kind, title, duration, !media.get().captions().isEmpty());
  }

  private static Info info(
      Found found, Kind kind, String title, Optional<Duration> duration, boolean captions) {
    return new Info(
        found.address().toString(),
        kind,
        title,
        duration.map(Duration::toSeconds).orElse(null),
        found.mediaType(),
        captions);
  }
}
