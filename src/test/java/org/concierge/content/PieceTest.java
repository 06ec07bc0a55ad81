package org.concierge.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PieceTest {

  @Test
  void theHeadingPathGivesTheTextItsSubject() {
    assertThat(new Piece(0, 1, 1, "Handbook > Leave", "28 days.").embeddingText())
        .isEqualTo("Handbook > Leave\n28 days.");
    assertThat(new Piece(0, 1, 1, "", "28 days.").embeddingText()).isEqualTo("28 days.");
  }

  @Test
  void aHeadingThatRepeatsTheTitleStandsOnce() {
    assertThat(path("Handbook", "HANDBOOK", "Leave")).isEqualTo("Handbook > Leave");
  }

  @Test
  void aLongPathKeepsTitleAndInnermostHeading() {
    String path = path("Title", "a".repeat(60), "b".repeat(60), "c".repeat(60));

    assertThat(path).hasSizeLessThanOrEqualTo(150).startsWith("Title > b").endsWith("c".repeat(60));
  }

  @Test
  void aLongNameIsCutAtAWordAndNeverInsideACharacter() {
    assertThat(path("", "Rules for " + "words ".repeat(20))).endsWith(" words…").hasSize(70);
    assertThat(path("", "😀".repeat(60))).matches("(😀)+…");
    assertThat(path("😀".repeat(60), "x" + "😀".repeat(60))).hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void tokensAddUp() {
    assertThat(Piece.tokens("")).isZero();
    assertThat(Piece.tokens("Leave is good.")).isEqualTo(4);
    assertThat(Piece.tokens("Leave is good. Work, too."))
        .isEqualTo(Piece.tokens("Leave is good.") + Piece.tokens("Work, too."));
    assertThat(Piece.tokens("年次休暇")).isEqualTo(4);
  }

  private static String path(String title, String... headings) {
    List<Block> blocks = List.of(headings).stream().map(text -> Block.heading(1, 0, text)).toList();
    return Piece.headingPath(title, blocks);
  }
}
