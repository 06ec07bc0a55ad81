package org.concierge.webimport;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.concierge.captions.Captions;
import org.concierge.captions.Cue;
import org.concierge.document.DocumentFiles;
import org.concierge.llm.Transcriber;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;
import org.concierge.webimport.ReadablePage.Media;
import org.concierge.webimport.Web.Found;

/**
 * Makes text with moments of films and recordings: of the captions that come with them, else of
 * what a transcription hears.
 */
public final class Recordings {
  private static final String NOT_SET_UP =
      "What is said in it cannot be read: it has no captions, and no transcription is set up"
          + " (TRANSCRIPTION_API_KEY).";
  private static final String NOTHING_SAID = "Nothing is said in it that could be written down.";
  private static final long MAX_CAPTIONS = 4L * 1024 * 1024;

  private final Web web;
  private final Transcriber transcriber;
  private final DocumentFiles files;
  private final Optional<YtDlp> ytDlp;

  public Recordings(Web web, Transcriber transcriber, DocumentFiles files, Optional<YtDlp> ytDlp) {
    this.web = web;
    this.transcriber = transcriber;
    this.files = files;
    this.ytDlp = ytDlp;
  }

  /** What is said in a recording that an address gave. */
  Written ofFile(Tenant tenant, Found recording) throws IOException, NotImported {
    List<String> paragraphs = Captions.paragraphs(heard(tenant, recording));
    if (paragraphs.isEmpty()) {
      throw new NotImported(NOTHING_SAID);
    }
    String title = recording.filename().replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
    return new Written(title, "txt", String.join("\n\n", paragraphs) + "\n");
  }

  /**
   * The page's text with what is said in its film.
   *
   * @throws NotImported if there is neither
   */
  Written ofPage(Tenant tenant, URI address, ReadablePage page) throws IOException, NotImported {
    Optional<Media> media = page.media();
    List<Cue> said = media.isPresent() ? said(tenant, address, page, media.get()) : List.of();
    String html = page.html(Captions.paragraphs(said));
    if (media.isPresent() && said.isEmpty() && !page.hasText()) {
      throw new NotImported(
          tenant.imports().transcription().isConfigured() ? NOTHING_SAID : NOT_SET_UP);
    }
    return new Written(page.title(), "html", html);
  }

  private List<Cue> said(Tenant tenant, URI address, ReadablePage page, Media media)
      throws IOException, NotImported {
    for (URI track : media.captions()) {
      List<Cue> cues = track(tenant, track);
      if (!cues.isEmpty()) {
        return cues;
      }
    }
    if (ytDlp.isPresent()) {
      List<Cue> cues = ytDlp.get().captions(address, page.language());
      if (!cues.isEmpty()) {
        return cues;
      }
    }
    if (media.source().isEmpty() || !tenant.imports().transcription().isConfigured()) {
      return List.of();
    }
    return spoken(tenant, media.source().get());
  }

  private List<Cue> track(Tenant tenant, URI address) throws IOException {
    Path draft = files.draft(tenant.id());
    try {
      web.fetch(tenant, address, draft, MAX_CAPTIONS);
      return Captions.parse(Files.readString(draft, StandardCharsets.UTF_8));
    } catch (NotImported | Problem | java.nio.charset.CharacterCodingException e) {
      // One track of several, or of a page that can be read without: the next way is tried.
      return List.of();
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private List<Cue> spoken(Tenant tenant, URI address) throws IOException, NotImported {
    Path draft = files.draft(tenant.id());
    try {
      Found found = web.fetch(tenant, address, draft, Transcriber.MAX_BYTES);
      return found.isMedia() ? heard(tenant, found) : List.of();
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private List<Cue> heard(Tenant tenant, Found recording) throws IOException, NotImported {
    if (!tenant.imports().transcription().isConfigured()) {
      throw new NotImported(NOT_SET_UP);
    }
    return transcriber.transcribe(
        tenant.imports().transcription(), recording.file(), recording.filename());
  }
}
