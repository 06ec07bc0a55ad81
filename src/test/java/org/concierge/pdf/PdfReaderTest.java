package org.concierge.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concierge.format.SampleFiles.body;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.concierge.content.Extracted;
import org.concierge.format.SampleFiles;
import org.concierge.format.SampleFiles.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PdfReaderTest {

  private static final String LINE = "Everybody who works here has twenty-eight days of leave in";

  @TempDir Path folder;
  private SampleFiles files;

  @BeforeEach
  void prepare() {
    files = new SampleFiles(folder);
  }

  @Test
  void linesBecomeParagraphsAndLargeOrBoldShortLinesBecomeHeadings() throws Exception {
    // given
    List<Text> page =
        List.of(
            new Text(60, 100, 20, true, "Leave"),
            body(60, 140, LINE),
            body(60, 154, "each year, and two more after ten years of service in all."),
            body(60, 190, "The next paragraph."),
            new Text(60, 220, 10, true, "Special leave"),
            body(60, 240, LINE));

    // when
    List<String> lines = read(List.of(page));

    // then
    assertThat(lines)
        .containsExactly(
            "HEADING 1 p1: Leave",
            "PARAGRAPH p1: " + LINE + " each year, and two more after ten years of service in all.",
            "PARAGRAPH p1: The next paragraph.",
            "HEADING 2 p1: Special leave",
            "PARAGRAPH p1: " + LINE);
  }

  @Test
  void everyBlockKnowsItsPage() throws Exception {
    // given
    Path file =
        files.pdf(
            "a.pdf",
            List.of(
                List.of(body(60, 200, "On the first page.")),
                List.of(),
                List.of(body(60, 200, "On the third page, after an empty one."))));

    // when
    Extracted extracted = SampleFiles.read(file);

    // then
    assertThat(extracted.pages()).isEqualTo(3);
    assertThat(SampleFiles.lines(extracted))
        .containsExactly(
            "PARAGRAPH p1: On the first page.",
            "PARAGRAPH p3: On the third page, after an empty one.");
  }

  @Test
  void pageNumbersAndRunningTitlesAreLeftOutButAWordOnEveryPageStaysOnce() throws Exception {
    // given
    List<List<Text>> pages = new ArrayList<>();
    for (int page = 1; page <= 4; page++) {
      pages.add(
          List.of(
              body(60, 30, "Confidential"),
              body(60, 200, "Text number " + "abcd".charAt(page - 1) + " of this document."),
              body(60, 815, "Handbook, page " + page),
              body(500, 825, page + " of 4")));
    }

    // when
    List<String> lines = read(pages);

    // then
    assertThat(lines)
        .containsExactly(
            "PARAGRAPH p1: Confidential",
            "PARAGRAPH p1: Text number a of this document.",
            "PARAGRAPH p2: Text number b of this document.",
            "PARAGRAPH p3: Text number c of this document.",
            "PARAGRAPH p4: Text number d of this document.");
  }

  @Test
  void aDividedWordIsJoinedUnlessTheDocumentWritesItWithAHyphen() throws Exception {
    // given
    List<Text> page =
        List.of(
            body(60, 100, "Only an in-network doctor may send an applica-"),
            body(60, 114, "tion to the insurance, and every such in-"),
            body(60, 128, "network doctor knows it."));

    // when, then
    assertThat(read(List.of(page)))
        .containsExactly(
            "PARAGRAPH p1: Only an in-network doctor may send an application to the insurance,"
                + " and every such in-network doctor knows it.");
  }

  @Test
  void bulletsAndNumbersBeginListItemsThatMayTakeTwoLines() throws Exception {
    // given
    List<Text> page =
        List.of(
            body(60, 100, "You need:"),
            body(70, 114, "•"),
            body(90, 114, "a passport that is valid for at least six months after your return"),
            body(90, 128, "to this country"),
            body(70, 142, "2. a ticket"));

    // when, then
    assertThat(read(List.of(page)))
        .containsExactly(
            "PARAGRAPH p1: You need:",
            "LIST_ITEM 1 p1: • a passport that is valid for at least six months after your return"
                + " to this country",
            "LIST_ITEM 1 p1: 2. a ticket");
  }

  @Test
  void alignedCellsBecomeRowsAndAWrappedCellStaysInItsRow() throws Exception {
    // given
    List<Text> page =
        List.of(
            new Text(60, 100, 10, true, "Site"),
            new Text(200, 100, 10, true, "What happens there"),
            new Text(400, 100, 10, true, "People"),
            body(60, 116, "Brannock Works"),
            body(200, 116, "Headquarters, thread"),
            body(200, 130, "rolling and sales"),
            body(400, 116, "245"),
            body(60, 146, "Dale Street"),
            body(200, 146, "Returns"),
            body(400, 146, "45"),
            body(60, 190, "The numbers are those of the first of January of this very year."));

    // when, then
    assertThat(read(List.of(page)))
        .containsExactly(
            "TABLE_HEADER p1: Site | What happens there | People",
            "TABLE_ROW p1: Brannock Works | Headquarters, thread rolling and sales | 245",
            "TABLE_ROW p1: Dale Street | Returns | 45",
            "PARAGRAPH p1: The numbers are those of the first of January of this very year.");
  }

  @Test
  void aTableOfContentsIsLeftOutAndAPriceListIsNot() throws Exception {
    // given
    List<Text> contents = new ArrayList<>();
    List<Text> prices = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String name = List.of("Soup", "Bread", "Cheese", "Apples", "Coffee").get(i);
      contents.add(body(60, 200 + 20 * i, name + " ................ " + (i + 1)));
      prices.add(body(60, 200 + 20 * i, name + " ................ " + (95 - 10 * i)));
    }

    // when
    List<String> lines = read(List.of(contents, prices));

    // then
    assertThat(lines).hasSize(5).allMatch(line -> line.contains("p2: "));
    assertThat(lines.get(0)).isEqualTo("PARAGRAPH p2: Soup … 95");
  }

  @Test
  void numbersAtTheEndOfLinesUnderContentsAreNoReasonToFail() throws Exception {
    List<Text> page =
        List.of(
            body(60, 100, "Contents"),
            body(60, 200, "Telephone"),
            body(300, 200, "0123456789012"),
            body(60, 300, "End"));

    assertThat(read(List.of(page))).anyMatch(line -> line.contains("0123456789012"));
  }

  private List<String> read(List<List<Text>> pages) throws Exception {
    return SampleFiles.lines(SampleFiles.read(files.pdf("a.pdf", pages)));
  }
}
