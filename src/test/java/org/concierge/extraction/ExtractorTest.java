package org.concierge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.concierge.format.SampleFiles.body;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.Limits;
import org.concierge.format.SampleFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractorTest {

  private static final byte[] PIXEL =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  private static final byte[] GZIP = Base64.getDecoder().decode("H4sIAAAAAAAAAwMAAAAAAAAAAAA=");

  @TempDir Path folder;
  private SampleFiles files;

  @BeforeEach
  void prepare() {
    files = new SampleFiles(folder);
  }

  @Test
  void anEmptyFileIsRefused() throws Exception {
    assertThat(failure(files.text("a.pdf", ""))).isEqualTo(Reason.EMPTY);
  }

  @Test
  void picturesWithoutOcrArchivesAndProgramsAreRefusedWhateverTheirName() throws Exception {
    assertThat(failure(files.bytes("a.docx", PIXEL))).isEqualTo(Reason.NO_TEXT);
    assertThat(failure(files.bytes("a.tar.gz", GZIP))).isEqualTo(Reason.UNSUPPORTED);
    assertThat(failure(files.bytes("a.txt", Arrays.copyOf(new byte[] {'M', 'Z'}, 200))))
        .isEqualTo(Reason.UNSUPPORTED);
    assertThat(failure(files.text("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")))
        .isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void aProtectedFileIsRefused() throws Exception {
    // given
    Path file = files.pdf("a.pdf", List.of(List.of(body(60, 100, "Secret."))));
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      document.save(folder.resolve("b.pdf").toFile());
    }

    // when, then
    assertThat(failure(folder.resolve("b.pdf"))).isEqualTo(Reason.PASSWORD_PROTECTED);
  }

  @Test
  void aSealedLetterIsRefused() throws Exception {
    Path file =
        files.text(
            "a.eml",
            """
            From: ann@example.org
            Subject: Secret
            MIME-Version: 1.0
            Content-Type: multipart/encrypted; boundary="x"; protocol="application/pgp-encrypted"

            --x
            Content-Type: application/pgp-encrypted

            Version: 1
            --x
            Content-Type: application/octet-stream

            -----BEGIN PGP MESSAGE-----
            --x--
            """);

    assertThat(failure(file)).isEqualTo(Reason.PASSWORD_PROTECTED);
  }

  @Test
  void aBrokenFileIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(files.docx("a.docx", "", "<w:p/>"));

    assertThat(failure(files.bytes("b.docx", Arrays.copyOf(whole, whole.length / 2))))
        .isEqualTo(Reason.CORRUPT);
    assertThat(failure(files.text("c.pdf", "%PDF-1.7\n1 0 obj\n<<"))).isEqualTo(Reason.CORRUPT);
    assertThat(failure(files.text("d.pdf", "<html>no PDF</html>"))).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void aDocumentWithoutTextIsRefused() throws Exception {
    assertThat(failure(files.pdf("a.pdf", List.of(List.of())))).isEqualTo(Reason.NO_TEXT);
    assertThat(failure(files.docx("a.docx", "", "<w:p/>"))).isEqualTo(Reason.NO_TEXT);
    assertThat(failure(files.text("a.txt", " \n\n "))).isEqualTo(Reason.NO_TEXT);
  }

  @Test
  void aScanWithAStampOnItHasNoText() throws Exception {
    Path file = files.pdf("a.pdf", List.of(List.of(body(60, 400, "Scan")), List.of(), List.of()));

    assertThat(failure(file)).isEqualTo(Reason.NO_TEXT);
  }

  @Test
  void moreTextThanAllowedIsRefused() throws Exception {
    Extractor small = new Extractor(new Limits(100, 0, Duration.ofMinutes(1)));
    String text = "more than a hundred ".repeat(6);
    List<Path> tooLarge =
        List.of(
            files.text("a.txt", text),
            files.text("a.html", "<p>" + text + "</p>"),
            files.pdf(
                "a.pdf", List.of(List.of(body(60, 100, "Short.")), List.of(body(60, 100, text)))));

    assertThat(tooLarge).allMatch(file -> failure(small, file) == Reason.TOO_LARGE);
  }

  @Test
  void aFileThatTakesTooLongIsGivenUp() throws Exception {
    Path file = files.pdf("a.pdf", List.of(List.of(body(60, 100, "Text."))));
    Extractor impatient = new Extractor(new Limits(100, 0, Duration.ofNanos(1)));

    assertThat(failure(impatient, file)).isEqualTo(Reason.TIMED_OUT);
  }

  @Test
  void everyMessageIsASentenceForAPerson() {
    for (Reason reason : Reason.values()) {
      assertThat(new ExtractionFailed(reason).getMessage())
          .matches("[A-Z][^.]*\\.")
          .doesNotContain("Exception");
    }
  }

  @Test
  void theTypeComesFromTheContentBeforeTheName() throws Exception {
    Path pdf = files.pdf("a.html", List.of(List.of(body(60, 100, "Text."))));

    assertThat(SampleFiles.read(pdf).mediaType()).isEqualTo("application/pdf");
    assertThat(SampleFiles.read(files.text("a.md", "# A")).mediaType()).isEqualTo("text/markdown");
    assertThat(SampleFiles.read(files.text("b", "Enough to tell that it is text.")).mediaType())
        .isEqualTo("text/plain");
    assertThat(failure(folder.resolve("none"))).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void theTitleIsTheDocumentsOwnUnlessAProgramMadeItUp() throws Exception {
    assertThat(titleOf("Leave Policy")).isEqualTo("Leave Policy");
    assertThat(titleOf("Microsoft Word - draft7")).isEqualTo("our policy");
    assertThat(titleOf("Untitled")).isEqualTo("our policy");
    assertThat(titleOf("policy.docx")).isEqualTo("our policy");
    assertThat(titleOf("")).isEqualTo("our policy");
  }

  @Test
  void severalThreadsShareOneExtractor() throws Exception {
    // given
    Extractor extractor = new Extractor(SampleFiles.LIMITS);
    Map<Path, String> texts =
        IntStream.range(0, 16)
            .boxed()
            .collect(Collectors.toMap(i -> folder.resolve(i + ".html"), i -> "Text number " + i));
    for (Map.Entry<Path, String> text : texts.entrySet()) {
      files.text(text.getKey().getFileName().toString(), "<p>" + text.getValue() + "</p>");
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);

    // when
    List<Callable<Boolean>> readings =
        texts.entrySet().stream()
            .map(e -> (Callable<Boolean>) () -> e.getValue().equals(text(extractor, e.getKey())))
            .toList();
    List<Future<Boolean>> results = threads.invokeAll(readings);
    threads.shutdown();

    // then
    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
  }

  private static String text(Extractor extractor, Path file) throws ExtractionFailed {
    return extractor.extract(file, file.getFileName().toString()).blocks().get(0).text();
  }

  private String titleOf(String title) throws IOException, ExtractionFailed {
    String html = "<html><head><title>" + title + "</title></head><p>Text.</p></html>";
    return SampleFiles.read(files.bytes("our_policy.html", html.getBytes(StandardCharsets.UTF_8)))
        .title();
  }

  private static Reason failure(Path file) {
    return failure(new Extractor(SampleFiles.LIMITS), file);
  }

  private static Reason failure(Extractor extractor, Path file) {
    ExtractionFailed failed =
        catchThrowableOfType(
            ExtractionFailed.class, () -> extractor.extract(file, file.getFileName().toString()));
    return failed == null ? null : failed.reason();
  }
}
