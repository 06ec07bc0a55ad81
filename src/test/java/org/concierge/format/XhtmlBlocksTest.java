package org.concierge.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XhtmlBlocksTest {

  @TempDir Path folder;

  @Test
  void whatAReaderWouldNotSeeIsLeftOut() throws Exception {
    List<String> lines =
        read(
            """
            <title>T</title><script>var a = 1</script><style>p {}</style>
            <nav><a href="/">Home</a></nav><div role="navigation">Menu</div>
            <p>Visible.</p><p hidden>a</p><p style="display: none">b</p><p aria-hidden="true">c</p>
            <button>Accept cookies</button><noscript>d</noscript><footer>Imprint</footer>
            """);

    assertThat(lines).containsExactly("PARAGRAPH: Visible.");
  }

  @Test
  void listsKeepTheirNumbersAndTheirDepth() throws Exception {
    List<String> lines =
        read(
            """
            <ol><li>Open</li><li>Close<ul><li>slowly</li></ul></li><li>Leave</li></ol>
            """);

    assertThat(lines)
        .containsExactly(
            "LIST_ITEM 1: 1. Open",
            "LIST_ITEM 1: 2. Close",
            "LIST_ITEM 2: • slowly",
            "LIST_ITEM 1: 3. Leave");
  }

  @Test
  void aTableOfDataKeepsItsRowsAndOneForLayoutIsReadAsText() throws Exception {
    List<String> lines =
        read(
            """
            <table><tr><td>Left<p>column</p></td><td>
              <table><tr><th>Who</th><th>2025</th></tr><tr><td>Ann</td><td><b>7</b></td></tr></table>
            After.</td></tr></table>
            """);

    assertThat(lines)
        .containsExactly(
            "PARAGRAPH: Left column",
            "TABLE_HEADER: Who | 2025",
            "TABLE_ROW: Ann | 7",
            "PARAGRAPH: After.");
  }

  @Test
  void codeKeepsItsLines() throws Exception {
    assertThat(read("<pre>if (a)\n    b();\n\n</pre>")).containsExactly("CODE: if (a)\n    b();");
  }

  @Test
  void lineBreaksSeparateWhatStandsOnLinesOfItsOwn() throws Exception {
    assertThat(read("<p>Dale Street 1<br>Brannock<br><br>Come in.</p>"))
        .containsExactly("PARAGRAPH: Dale Street 1", "PARAGRAPH: Brannock", "PARAGRAPH: Come in.");
  }

  @Test
  void aShortBoldLineIsAHeadingAndABoldSentenceIsNot() throws Exception {
    assertThat(read("<p><b>Opening hours</b></p><p><b>We are open.</b></p><p><b>No</b>te</p>"))
        .containsExactly("HEADING 4: Opening hours", "PARAGRAPH: We are open.", "PARAGRAPH: Note");
  }

  private List<String> read(String body) throws Exception {
    SampleFiles files = new SampleFiles(folder);
    return SampleFiles.lines(SampleFiles.read(files.text("a.html", "<html>" + body + "</html>")));
  }
}
