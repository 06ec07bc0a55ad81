package org.concierge.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concierge.format.SampleFiles.paragraph;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.concierge.content.Extracted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficeReaderTest {

  private static final String ROW =
      "<w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr>"
          .formatted(paragraph("", "%s"), paragraph("", "%s"));

  @TempDir Path folder;
  private SampleFiles files;

  @BeforeEach
  void prepare() {
    files = new SampleFiles(folder);
  }

  @Test
  void aWordFileKeepsHeadingsListsAndTablesAndLosesItsTableOfContents() throws Exception {
    // given
    Path file =
        files.docx(
            "a.docx",
            "",
            paragraph("H1", "Leave")
                + paragraph("T1", "Annual leave 7")
                + paragraph("H2", "Annual leave")
                + paragraph("", "Twenty-eight days.")
                + paragraph("", "1. Ask your manager")
                + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Exceptions</w:t></w:r></w:p>"
                + "<w:tbl>"
                + ROW.formatted("Service", "Days")
                + ROW.formatted("10 years", "2")
                + "</w:tbl>");

    // when, then
    assertThat(SampleFiles.lines(SampleFiles.read(file)))
        .containsExactly(
            "HEADING 1: Leave",
            "HEADING 2: Annual leave",
            "PARAGRAPH: Twenty-eight days.",
            "LIST_ITEM 1: 1. Ask your manager",
            "HEADING 4: Exceptions",
            "TABLE_HEADER: Service | Days",
            "TABLE_ROW: 10 years | 2");
  }

  @Test
  void everySlideIsAPageWithATitle() throws Exception {
    // given
    Path file = folder.resolve("a.pptx");
    try (XMLSlideShow show = new XMLSlideShow();
        OutputStream out = Files.newOutputStream(file)) {
      addSlide(show, "Welcome", "Nice to see you here today.");
      addSlide(show, "Figures", "Revenue rose by 4 percent.");
      show.write(out);
    }

    // when
    Extracted extracted = SampleFiles.read(file);

    // then
    assertThat(extracted.pages()).isEqualTo(2);
    assertThat(SampleFiles.lines(extracted))
        .containsExactly(
            "HEADING 2 p1: Welcome",
            "PARAGRAPH p1: Nice to see you here today.",
            "HEADING 2 p2: Figures",
            "PARAGRAPH p2: Revenue rose by 4 percent.");
  }

  @Test
  void anOldPresentationHasPagesToo() throws Exception {
    // given
    Path file = folder.resolve("a.ppt");
    try (HSLFSlideShow show = new HSLFSlideShow();
        OutputStream out = Files.newOutputStream(file)) {
      show.createSlide().addTitle().setText("Welcome");
      show.createSlide().addTitle().setText("Figures");
      show.write(out);
    }

    // when, then
    assertThat(SampleFiles.lines(SampleFiles.read(file)))
        .contains("HEADING 2 p1: Welcome", "HEADING 2 p2: Figures");
  }

  @Test
  void aRowOfASpreadsheetCarriesTheNamesOfItsColumns() throws Exception {
    for (Workbook workbook : new Workbook[] {new XSSFWorkbook(), new HSSFWorkbook()}) {
      // given
      Path file = folder.resolve(workbook instanceof XSSFWorkbook ? "a.xlsx" : "a.xls");
      try (workbook;
          OutputStream out = Files.newOutputStream(file)) {
        Sheet sheet = workbook.createSheet("Cups");
        addRow(sheet, 0, "Stanley Cups");
        addRow(sheet, 1, "Team", "Location", "Cups");
        addRow(sheet, 2, "Blues", "", "1");
        workbook.write(out);
      }

      // when, then
      assertThat(SampleFiles.lines(SampleFiles.read(file)))
          .containsExactly(
              "HEADING 1 p1: Cups",
              "PARAGRAPH p1: Stanley Cups",
              "TABLE_ROW p1: Team | Location | Cups",
              "TABLE_ROW p1: Team: Blues; Cups: 1");
    }
  }

  @Test
  void anOpenDocumentIsReadWithoutTheTextOfItsStyles() throws Exception {
    // given
    String office = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" ";
    String text = "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    Path file =
        files.zip(
            "a.odt",
            Map.of(
                "mimetype",
                "application/vnd.oasis.opendocument.text",
                "content.xml",
                "<office:document-content %s><office:body><office:text>".formatted(office + text)
                    + "<text:h text:outline-level=\"2\">Leave</text:h><text:p>28 days.</text:p>"
                    + "</office:text></office:body></office:document-content>",
                "styles.xml",
                "<office:document-styles %s><text:p>Click to edit</text:p></office:document-styles>"
                    .formatted(office + text)));

    // when, then
    assertThat(SampleFiles.lines(SampleFiles.read(file)))
        .containsExactly("HEADING 2: Leave", "PARAGRAPH: 28 days.");
  }

  @Test
  void richTextIsRead() throws Exception {
    Path file = files.text("a.rtf", "{\\rtf1\\ansi Gr\\'fc\\'dfe aus\\par K\\'f6ln\\par}");

    assertThat(SampleFiles.lines(SampleFiles.read(file)))
        .containsExactly("PARAGRAPH: Grüße aus", "PARAGRAPH: Köln");
  }

  @Test
  void aLetterSaysWhoWroteItAndIsReadWithItsAttachments() throws Exception {
    // given
    Path file =
        files.text(
            "a.eml",
            """
            From: Ann Smith <ann@example.org>
            To: bob@example.org
            Subject: Offer
            Content-Type: multipart/mixed; boundary="x"
            MIME-Version: 1.0

            --x
            Content-Type: text/plain; charset=utf-8

            Dear Bob, here is the offer.
            --x
            Content-Type: text/markdown; name="offer.md"
            Content-Disposition: attachment; filename="offer.md"

            # Price
            Ten euros.
            --x--
            """);

    // when
    Extracted letter = SampleFiles.read(file);

    // then
    assertThat(letter.title()).isEqualTo("Offer");
    assertThat(SampleFiles.lines(letter))
        .containsExactly(
            "PARAGRAPH: From: Ann Smith <ann@example.org>. To: bob@example.org.",
            "PARAGRAPH: Dear Bob, here is the offer.",
            "HEADING 1: offer.md",
            "HEADING 1: Price",
            "PARAGRAPH: Ten euros.");
  }

  private static void addSlide(XMLSlideShow show, String title, String text) {
    XSLFSlide slide = show.createSlide();
    slide.createTextBox().setText(title);
    slide.createTextBox().setText(text);
  }

  private static void addRow(Sheet sheet, int index, String... cells) {
    Row row = sheet.createRow(index);
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].isEmpty()) {
        row.createCell(i).setCellValue(cells[i]);
      }
    }
  }
}
