package org.concierge.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.concierge.content.ExtractionFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReaderTest {

  private static final String RUSSIAN =
      "Однажды, в студеную зимнюю пору, я из лесу вышел; был сильный мороз.";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "KOI8-R", "windows-1251", "IBM866"})
  void textOfAnyEncodingIsRead(String encoding) throws Exception {
    Path file = new SampleFiles(folder).bytes("a.txt", RUSSIAN.getBytes(Charset.forName(encoding)));

    assertThat(SampleFiles.lines(SampleFiles.read(file))).containsExactly("PARAGRAPH: " + RUSSIAN);
  }

  @Test
  void brokenBytesDoNotStopTheReading() throws Exception {
    Path file = new SampleFiles(folder).bytes("a.txt", new byte[] {'o', 'k', ' ', -1, -2, 0, '!'});

    assertThat(SampleFiles.lines(SampleFiles.read(file)).get(0)).startsWith("PARAGRAPH: ok");
  }

  @Test
  void wrappedLinesAreJoinedAndShortOnesStandAlone() {
    String text =
        """
        1 OPENING HOURS

        The reception is open on every working day of
        the week, from eight in the morning.

        Dale Street 1
        Brannock

        You need:
        - a badge
        - a helmet
        """;

    assertThat(SampleFiles.lines(TextReader.paragraphs(text)))
        .containsExactly(
            "HEADING 2: 1 OPENING HOURS",
            "PARAGRAPH: The reception is open on every working day of"
                + " the week, from eight in the morning.",
            "PARAGRAPH: Dale Street 1",
            "PARAGRAPH: Brannock",
            "PARAGRAPH: You need:",
            "LIST_ITEM 1: - a badge",
            "LIST_ITEM 1: - a helmet");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theSeparatorOfACsvFileIsFound(String separator) throws Exception {
    List<String> rows = List.of("Team,Cups", "\"Blues, St. Louis\",1", "Flyers,2");
    String text = String.join("\n", rows).replace(",", separator);

    assertThat(SampleFiles.lines(TextReader.csv(text)))
        .contains("TABLE_ROW: Team | Cups", "TABLE_ROW: Team: Flyers; Cups: 2")
        .anyMatch(line -> line.startsWith("TABLE_ROW: Team: Blues"));
  }

  @Test
  void moreTextThanAllowedIsRefused() throws Exception {
    Path file = new SampleFiles(folder).text("a.txt", "x".repeat(11));

    assertThatThrownBy(() -> TextReader.decode(file, 10))
        .isInstanceOf(ExtractionFailed.class)
        .hasMessageContaining("more text than can be taken in");
  }
}
