package org.concierge.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  @Test
  void itGrowsWithWhatIsDone() {
    assertThat(ProgressBar.line(0, 60, "a.pdf"))
        .startsWith("[" + "-".repeat(30) + "]   0% 0 of 60");
    assertThat(ProgressBar.line(30, 60, "a.pdf"))
        .startsWith("[" + "#".repeat(15) + "-".repeat(15) + "]  50% 30 of 60  a.pdf");
    assertThat(ProgressBar.line(60, 60, "x".repeat(100))).contains("100%").hasSizeLessThan(100);
  }

  @Test
  void itStaysInItsLineUntilAllIsDone() {
    StringWriter written = new StringWriter();
    ProgressBar bar = new ProgressBar(new PrintWriter(written), 2);

    bar.step("one");
    assertThat(written.toString()).startsWith("\r").doesNotContain("\n");
    bar.step("two");
    assertThat(written.toString()).endsWith(System.lineSeparator());
  }

  @Test
  void withoutATerminalItShowsNothing() {
    assertThatCode(() -> new ProgressBar(null, 0).step("one")).doesNotThrowAnyException();
  }
}
