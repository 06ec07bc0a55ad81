package org.concierge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.concierge.format.SampleFiles.body;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.concierge.content.ExtractionProgress;
import org.concierge.docling.DoclingClient;
import org.concierge.docling.FakeDocling;
import org.concierge.format.SampleFiles;
import org.concierge.ocr.Ocr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoclingReadingTest {

  @TempDir Path folder;
  private SampleFiles files;

  @BeforeEach
  void prepare() {
    files = new SampleFiles(folder);
  }

  @Test
  void theServiceReadsAndTheDocumentSaysSo() throws Exception {
    try (FakeDocling docling = new FakeDocling("succeeded.json")) {
      Path file = files.pdf("leave.pdf", List.of(List.of(body(60, 200, "Our own reading."))));

      Extracted read = read(file, docling.address());

      assertThat(read.parser()).isEqualTo("docling");
      assertThat(read.mediaType()).isEqualTo("application/pdf");
      assertThat(read.title()).isEqualTo("leave");
      assertThat(read.pages()).isEqualTo(2);
      assertThat(read.blocks()).extracting("text").contains("That is all.", "10 years | 2");
    }
  }

  @Test
  void aScanIsLeftToTheService() throws Exception {
    try (FakeDocling docling = new FakeDocling("succeeded.json")) {
      Extracted read = read(files.pdf("scan.pdf", List.of(List.of())), docling.address());

      assertThat(read.parser()).isEqualTo("docling");
      assertThat(read.mediaType()).isEqualTo("application/pdf");
    }
  }

  @Test
  void ourOwnReadersReadWhereTheServiceIsAwayOrFails() throws Exception {
    Path file = files.pdf("leave.pdf", List.of(List.of(body(60, 200, "Our own reading."))));

    assertThat(read(file, URI.create("http://127.0.0.1:1")).parser()).isEqualTo("tika");
    try (FakeDocling docling = new FakeDocling("failed.json")) {
      assertThat(SampleFiles.lines(read(file, docling.address())))
          .containsExactly("PARAGRAPH p1: Our own reading.");
    }
  }

  @Test
  void aBrokenFileAndAFormatThatItDoesNotKnowNeverGetThere() throws Exception {
    try (FakeDocling docling = new FakeDocling("succeeded.json")) {
      Path broken = files.text("a.pdf", "no PDF");
      ExtractionFailed failed =
          catchThrowableOfType(ExtractionFailed.class, () -> read(broken, docling.address()));

      assertThat(failed.reason()).isEqualTo(Reason.CORRUPT);
      assertThat(read(files.text("a.txt", "Plain text."), docling.address()).parser())
          .isEqualTo("tika");
      assertThat(docling.requests()).isEmpty();
    }
  }

  private static Extracted read(Path file, URI service) throws ExtractionFailed {
    Extractor extractor =
        new Extractor(
            new ThreadReading(SampleFiles.LIMITS, Ocr.NONE),
            SampleFiles.LIMITS,
            new DoclingClient(Duration.ofSeconds(30), Duration.ofMillis(1)));
    return extractor.extract(
        file,
        file.getFileName().toString(),
        new ExtractionOptions("eng", Optional.of(service)),
        ExtractionProgress.SILENT);
  }
}
