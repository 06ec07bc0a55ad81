package org.concierge.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.concierge.content.Block.Kind;
import org.junit.jupiter.api.Test;

class SplitterTest {

  private static final String SENTENCE = "One two three four five six seven eight nine ten.";

  private final Splitter splitter = new Splitter(50, 80);
  private final List<Block> blocks = new ArrayList<>();

  @Test
  void aSectionOfTheRightSizeIsOnePieceUnderItsHeadings() {
    // given
    heading(1, "Leave");
    paragraph(4);
    heading(2, "Annual leave");
    paragraph(4);

    // when
    List<Piece> pieces = splitter.split("Handbook", blocks);

    // then
    assertThat(pieces)
        .extracting(Piece::headingPath)
        .containsExactly("Handbook > Leave", "Handbook > Leave > Annual leave");
    assertThat(pieces.get(1).text()).startsWith("Annual leave\nOne two").endsWith("ten.");
  }

  @Test
  void tinySectionsAreMerged() {
    // given
    for (String name : List.of("Monday", "Tuesday", "Wednesday")) {
      heading(3, name);
      blocks.add(Block.paragraph(0, "Closed."));
    }

    // when, then
    assertThat(splitter.split("Hours", blocks))
        .extracting(Piece::text)
        .containsExactly("Monday\nClosed.\nTuesday\nClosed.\nWednesday\nClosed.");
  }

  @Test
  void aLongParagraphIsCutAtSentences() {
    // given
    paragraph(20);

    // when
    List<Piece> pieces = splitter.split("", blocks);

    // then
    assertThat(pieces).hasSizeGreaterThan(3).allMatch(piece -> piece.text().endsWith("ten."));
  }

  @Test
  void aMonstrousWordIsCutButNeverInsideACharacter() {
    // given
    blocks.add(Block.paragraph(0, "😀".repeat(1_000)));

    // when
    List<Piece> pieces = splitter.split("", blocks);

    // then
    assertThat(pieces)
        .allMatch(piece -> piece.text().matches("(😀)+"))
        .allMatch(piece -> Piece.tokens(piece.text()) <= 80);
    assertThat(String.join("", pieces.stream().map(Piece::text).toList()))
        .isEqualTo("😀".repeat(1_000));
  }

  @Test
  void eachPieceOfATableRepeatsTheNamesOfTheColumnsAndKeepsRowsWhole() {
    // given
    blocks.add(new Block(Kind.TABLE_HEADER, 0, 0, "Code | Product | Price"));
    for (int i = 10; i < 40; i++) {
      blocks.add(new Block(Kind.TABLE_ROW, 0, 0, "GX-" + i + " | Fresh fruit | 31.80"));
    }

    // when
    List<Piece> pieces = splitter.split("", blocks);

    // then
    assertThat(pieces)
        .hasSizeGreaterThan(3)
        .allMatch(piece -> piece.text().startsWith("Code | Product | Price\nGX-"))
        .allMatch(piece -> piece.text().endsWith("31.80"));
  }

  @Test
  void aListStaysWithTheSentenceThatLeadsIn() {
    // given
    paragraph(3);
    blocks.add(Block.paragraph(0, "To get a badge, bring these three things:"));
    for (String thing : List.of("a passport", "a photograph", "a letter of your manager")) {
      blocks.add(new Block(Kind.LIST_ITEM, 1, 0, "• " + thing));
    }
    paragraph(3);

    // when, then
    assertThat(splitter.split("", blocks))
        .anyMatch(piece -> piece.text().contains("things:\n• a passport"));
  }

  @Test
  void aHeadingIsNeverTheLastLineOfAPiece() {
    // given
    for (int i = 0; i < 20; i++) {
      heading(2 + i % 3, "Section " + "abcdefghijklmnopqrst".charAt(i));
      paragraph(1 + i % 5);
    }

    // when, then
    assertThat(splitter.split("", blocks)).allMatch(piece -> piece.text().endsWith("ten."));
  }

  @Test
  void aPieceKnowsThePagesWhereItBeginsAndEnds() {
    // given
    blocks.add(Block.paragraph(7, SENTENCE.repeat(1)));
    blocks.add(Block.paragraph(8, SENTENCE.repeat(1)));

    // when
    Piece piece = splitter.split("", blocks).get(0);

    // then
    assertThat(piece.page()).isEqualTo(7);
    assertThat(piece.lastPage()).isEqualTo(8);
  }

  @Test
  void nothingGivesNoPieces() {
    assertThat(splitter.split("Title", List.of())).isEmpty();
  }

  @Test
  void sizesThatCannotBeAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Splitter(7, 80));
    assertThatIllegalArgumentException().isThrownBy(() -> new Splitter(80, 79));
  }

  private void heading(int level, String text) {
    blocks.add(Block.heading(level, 0, text));
  }

  private void paragraph(int sentences) {
    blocks.add(Block.paragraph(0, (SENTENCE + " ").repeat(sentences)));
  }
}
