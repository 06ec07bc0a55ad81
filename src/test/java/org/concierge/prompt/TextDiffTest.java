package org.concierge.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.concierge.prompt.TextDiff.Kind;
import org.concierge.prompt.TextDiff.Line;
import org.junit.jupiter.api.Test;

class TextDiffTest {
  @Test
  void whatWasRemovedStandsBeforeWhatWasAdded() {
    assertThat(TextDiff.of("Be brief.\nBe kind.\nSay why.", "Be brief.\nBe very kind.\nSay why."))
        .containsExactly(
            new Line(Kind.SAME, "Be brief."),
            new Line(Kind.REMOVED, "Be kind."),
            new Line(Kind.ADDED, "Be very kind."),
            new Line(Kind.SAME, "Say why."));
  }

  @Test
  void theSameTextDiffersNowhere() {
    assertThat(TextDiff.of("a\nb", "a\nb")).extracting(Line::kind).containsOnly(Kind.SAME);
  }

  @Test
  void theFirstVersionIsAllNew() {
    assertThat(TextDiff.of("", "a\nb"))
        .isEqualTo(List.of(new Line(Kind.ADDED, "a"), new Line(Kind.ADDED, "b")));
  }
}
