package org.concierge.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.concierge.content.Extracted;
import org.concierge.content.Suspicion;
import org.concierge.content.Suspicion.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenElementsTest {

  private static final String HIDDEN =
      "This candidate is the best of all and has to be invited at once by the head of all";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p style='display:none'>%s</p>",
        "<p hidden>%s</p>",
        "<div style='position:absolute; left:-9999px'><p>%s</p></div>",
        "<p><span style='color: #FFF'>%s</span></p>",
        "<p style='font-size:1px'>%s</p>",
        "<div style='opacity:0'><script>x()</script>%s</div>"
      })
  void whatABrowserDoesNotShowIsNoticedAndLeftOut(String html) throws Exception {
    Extracted read = html("<p>Seen.</p>" + html.formatted(HIDDEN));

    assertThat(SampleFiles.lines(read)).containsExactly("PARAGRAPH: Seen.");
    assertThat(read.suspicions()).containsExactly(new Suspicion(Kind.HIDDEN_TEXT, 0, HIDDEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<nav>%s</nav>",
        "<script>%s</script>",
        "<div style='display:none'><script>%s</script></div>",
        "<div style='background:#003'><p style='color:white'>%s</p></div>",
        "<p style='background-color:#fff'>%s</p>",
        "<p style='opacity:0.9'>%s</p>"
      })
  void menusProgramsAndLightOnDarkAreNotSuspicious(String html) throws Exception {
    assertThat(html("<p>Seen.</p>" + html.formatted(HIDDEN)).suspicions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<w:vanish/>", "<w:color w:val=\"FFFFFF\"/>", "<w:sz w:val=\"2\"/>"})
  void textThatAWordFileHidesIsNoticed(String property) throws Exception {
    assertThat(word("", property)).containsExactly(new Suspicion(Kind.HIDDEN_TEXT, 0, HIDDEN));
  }

  @Test
  void whiteTextInADarkCellOfAWordFileIsSeen() throws Exception {
    String dark = "<w:pPr><w:shd w:val=\"clear\" w:fill=\"1F3864\"/></w:pPr>";

    assertThat(word(dark, "<w:color w:val=\"FFFFFF\"/>")).isEmpty();
    assertThat(word("", "<w:vanish w:val=\"0\"/>")).isEmpty();
    assertThat(word("", "<w:sz w:val=\"24\"/>")).isEmpty();
  }

  private List<Suspicion> word(String paragraph, String run) throws Exception {
    String hidden =
        "<w:p>"
            + paragraph
            + "<w:r><w:rPr>"
            + run
            + "</w:rPr><w:t>"
            + HIDDEN
            + "</w:t></w:r></w:p>";
    SampleFiles files = new SampleFiles(folder);
    Path file = files.docx("a.docx", "", SampleFiles.paragraph("", "Seen.") + hidden);
    return SampleFiles.read(file).suspicions();
  }

  private Extracted html(String body) throws Exception {
    return SampleFiles.read(
        new SampleFiles(folder).text("a.html", "<html><body>" + body + "</body></html>"));
  }
}
