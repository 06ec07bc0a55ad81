package org.concierge.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.concierge.format.SampleFiles.body;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.concierge.content.Extracted;
import org.concierge.content.ExtractionProgress;
import org.concierge.content.Suspicions;
import org.concierge.format.SampleFiles;
import org.concierge.ocr.FakeTesseract;
import org.concierge.ocr.Ocr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScannedPdfTest {

  private static final String SENTENCE = "Everybody has twenty-eight days of annual leave";

  @TempDir Path folder;
  private Path scan;
  private Path mixed;

  @BeforeEach
  void prepare() throws IOException {
    SampleFiles files = new SampleFiles(folder);
    Path first = files.pdf("first.pdf", List.of(List.of(body(60, 200, "On the first page."))));
    Path second = files.pdf("second.pdf", List.of(List.of(body(60, 200, SENTENCE))));
    scan = folder.resolve("scan.pdf");
    mixed = folder.resolve("mixed.pdf");
    try (PDDocument text = Loader.loadPDF(first.toFile());
        PDDocument picture = Loader.loadPDF(second.toFile());
        PDDocument out = new PDDocument()) {
      BufferedImage image = new PDFRenderer(picture).renderImageWithDPI(0, 150, ImageType.GRAY);
      PDPage page = new PDPage(picture.getPage(0).getMediaBox());
      out.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(out, page)) {
        float width = page.getMediaBox().getWidth();
        float height = page.getMediaBox().getHeight();
        content.drawImage(LosslessFactory.createFromImage(out, image), 0, 0, width, height);
      }
      out.save(scan.toFile());
      out.importPage(text.getPage(0));
      out.save(mixed.toFile());
    }
  }

  @Test
  void aScanWithoutOcrSaysThatItNeedsOcr() {
    assertThatThrownBy(() -> SampleFiles.read(scan)).hasMessageContaining("needs OCR");
  }

  @Test
  void withoutOcrTheOtherPagesAreReadAndTheMissingOnesNamed() throws Exception {
    Extracted read = read(mixed, Ocr.NONE);

    assertThat(SampleFiles.lines(read)).containsExactly("PARAGRAPH p2: On the first page.");
    assertThat(read.metadata()).containsEntry("pages_without_text", "1");
    assertThat(read.parser()).isEqualTo("tika");
  }

  @Test
  void onlyThePageWithoutTextIsRecognised() throws Exception {
    // given
    FakeTesseract program = new FakeTesseract(folder, "", "96 " + "Recognised".repeat(20));

    // when
    Extracted read = read(mixed, program.ocr());

    // then
    assertThat(read.blocks()).extracting("page").containsExactly(1, 2);
    assertThat(read.parser()).isEqualTo("tesseract");
    assertThat(program.calls()).hasSize(1);
  }

  @Test
  void tesseractItselfReadsAScan() throws Exception {
    Optional<Path> program =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(path -> Path.of(path, "tesseract"))
            .filter(path -> path.toFile().canExecute())
            .findFirst();
    assumeThat(program).as("Tesseract is missing: apt-get install tesseract-ocr").isPresent();

    Extracted read = read(scan, Ocr.of(program.orElseThrow()));

    assertThat(SampleFiles.lines(read)).containsExactly("PARAGRAPH p1: " + SENTENCE);
  }

  private static Extracted read(Path file, Ocr ocr) throws Exception {
    return new PdfReader(SampleFiles.LIMITS, ocr)
        .read(file, "eng", ExtractionProgress.SILENT, new Suspicions());
  }
}
