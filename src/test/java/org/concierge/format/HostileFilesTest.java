package org.concierge.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concierge.format.SampleFiles.paragraph;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.concierge.content.Block;
import org.concierge.content.ExtractionFailed;
import org.concierge.content.ExtractionFailed.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileFilesTest {

  @TempDir Path folder;
  private SampleFiles files;
  private Path secret;

  @BeforeEach
  void prepare() throws IOException {
    files = new SampleFiles(folder);
    secret = files.text("secret", "root:x:0");
  }

  @Test
  void anExternalEntityInAWordFileIsNotRead() throws Exception {
    String entity = "<!DOCTYPE d [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
    String body = paragraph("", "Before") + paragraph("", "&x;");

    assertThat(textOf(files.docx("a.docx", entity, body))).doesNotContain("root:");
  }

  @Test
  void anExternalEntityInAWebPageOrXmlIsNotRead() throws Exception {
    String entity = "<!DOCTYPE d [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
    String xhtml = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>a &x;</p></body></html>";

    assertThat(textOf(files.text("a.html", entity + xhtml))).doesNotContain("root:");
    assertThat(textOf(files.text("a.xhtml", "<?xml version=\"1.0\"?>" + entity + xhtml)))
        .doesNotContain("root:");
    assertThat(textOf(files.text("a.xml", "<?xml version=\"1.0\"?>" + entity + "<d>&x;</d>")))
        .doesNotContain("root:");
  }

  @Test
  void entitiesThatMultiplyDoNotExplode() throws Exception {
    StringBuilder entities = new StringBuilder("<!DOCTYPE d [<!ENTITY a \"lollollol\">");
    for (char c = 'b'; c < 'k'; c++) {
      String before = "&" + (char) (c - 1) + ";";
      entities.append("<!ENTITY ").append(c).append(" \"").append(before.repeat(10)).append("\">");
    }

    assertThat(textOf(files.docx("a.docx", entities + "]>", paragraph("", "&j;")))).isEmpty();
  }

  @Test
  void aFileThatUnpacksToAThousandTimesItsSizeIsRefused() throws Exception {
    // given
    Path file = folder.resolve("a.docx");
    Files.copy(files.docx("b.docx", "", paragraph("", "Text")), file);
    addZeros(file, 270);

    // when, then
    assertThat(failure(file)).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void thousandsOfNestedElementsDoNotOverflowTheStack() throws Exception {
    String deep = "<div>".repeat(5_000) + "deep" + "</div>".repeat(5_000);

    assertThat(textOf(files.text("a.html", "<p>Text</p>" + deep))).contains("Text", "deep");
  }

  @Test
  void elementsNestedWithoutEndAreRefusedBeforeTheyAreRead() throws Exception {
    Path nested = files.text("a.html", "<DIV class=a>".repeat(30_000) + "deep");
    Path flat = files.text("b.html", "<p>one <b>two</b></p><p>three <i>four</i>".repeat(1_500));

    assertThat(failure(nested)).isEqualTo(Reason.TOO_LARGE);
    assertThat(failure(flat)).isNull();
  }

  @Test
  void emptyCellsCountToo() throws Exception {
    // given
    Path file = folder.resolve("a.xlsx");
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      XSSFSheet sheet = workbook.createSheet();
      for (int i = 0; i < 10; i++) {
        sheet.createRow(i).createCell(16_383).setCellValue("far");
      }
      workbook.write(out);
    }

    // when, then
    assertThat(failure(file)).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void pagesThatContainThemselvesEnd() throws Exception {
    Path file =
        files.text(
            "a.pdf",
            """
            %PDF-1.4
            1 0 obj
            << /Type /Catalog /Pages 2 0 R >>
            endobj
            2 0 obj
            << /Type /Pages /Kids [2 0 R] /Count 1 >>
            endobj
            trailer << /Root 1 0 R >>
            """);

    assertThat(failure(file)).isEqualTo(Reason.NO_TEXT);
  }

  @Test
  void letterInsideLetterIsReadNoDeeperThanAllowed() throws Exception {
    // given
    String letter = "Subject: innermost\nContent-Type: text/plain\n\nThe core.\n";
    for (int i = 0; i < 5; i++) {
      letter =
          """
          Subject: layer
          MIME-Version: 1.0
          Content-Type: multipart/mixed; boundary="x%d"

          --x%d
          Content-Type: text/plain

          Text of layer %d.
          --x%d
          Content-Type: message/rfc822
          Content-Disposition: attachment; filename="inner.eml"

          %s
          --x%d--
          """
              .formatted(i, i, i, i, letter, i);
    }

    // when
    String text = textOf(files.text("a.eml", letter));

    // then
    assertThat(text).contains("layer 4", "layer 3", "layer 2").doesNotContain("layer 1", "core");
  }

  private static void addZeros(Path docx, int megabytes) throws IOException {
    byte[] original;
    try (var zip = new java.util.zip.ZipFile(docx.toFile())) {
      original = zip.getInputStream(zip.getEntry("[Content_Types].xml")).readAllBytes();
    }
    try (OutputStream out = Files.newOutputStream(docx);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(1);
      zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
      zip.write(original);
      zip.putNextEntry(new ZipEntry("word/document.xml"));
      byte[] zeros = "0".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < megabytes; i++) {
        zip.write(zeros);
      }
    }
  }

  /** The whole text, or nothing if the file is refused: either way nothing else may come out. */
  private static String textOf(Path file) {
    try {
      List<Block> blocks = SampleFiles.read(file).blocks();
      return String.join("\n", blocks.stream().map(Block::text).toList());
    } catch (ExtractionFailed refused) {
      return "";
    }
  }

  private static Reason failure(Path file) {
    try {
      SampleFiles.read(file);
      return null;
    } catch (ExtractionFailed failed) {
      return failed.reason();
    }
  }
}
