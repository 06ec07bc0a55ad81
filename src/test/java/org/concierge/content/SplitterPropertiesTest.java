package org.concierge.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.concierge.content.Block.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any document; the documents are random, the seeds are not. */
class SplitterPropertiesTest {

  private static final int MAX = 60;
  private static final List<String> WORDS =
      List.of(
          "leave",
          "a",
          "Urlaubsanspruch",
          "28",
          "休暇日数",
          "😀😀",
          "e.g.",
          "end.",
          "Why?",
          "x".repeat(400),
          "お知らせ。次の文です。",
          "which:",
          "(see",
          "отпуск");

  static List<Long> seeds() {
    return new Random(1).longs(60).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noTextIsLostAndNoneIsDoubled(long seed) {
    // given
    List<Block> blocks = document(seed, false);

    // when
    List<Piece> pieces = new Splitter(40, MAX).split("Title", blocks);

    // then
    assertThat(bare(pieces.stream().map(Piece::text).toList()))
        .isEqualTo(bare(blocks.stream().map(Block::text).toList()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noPieceIsTooLargeAndNoneIsEmpty(long seed) {
    List<Piece> pieces = new Splitter(40, MAX).split("Title", document(seed, true));

    assertThat(pieces)
        .allMatch(piece -> Piece.tokens(piece.text()) <= MAX)
        .noneMatch(piece -> piece.text().isBlank());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPieceBeginsOnThePageOfItsFirstWords(long seed) {
    // given
    List<Block> blocks = document(seed, false);
    StringBuilder text = new StringBuilder();
    List<Integer> pages = new ArrayList<>();
    for (Block block : blocks) {
      String bare = bare(List.of(block.text()));
      text.append(bare);
      bare.chars().forEach(c -> pages.add(block.page()));
    }

    // when, then
    int at = 0;
    for (Piece piece : new Splitter(40, MAX).split("Title", blocks)) {
      int end = at + bare(List.of(piece.text())).length();
      assertThat(piece.page()).isEqualTo(pages.get(at));
      assertThat(piece.lastPage()).isEqualTo(pages.get(end - 1));
      at = end;
    }
    assertThat(at).isEqualTo(text.length());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void piecesAreNumberedAndTheSameEachTime(long seed) {
    List<Block> blocks = document(seed, true);
    List<Piece> pieces = new Splitter(40, MAX).split("Title", blocks);

    assertThat(new Splitter(40, MAX).split("Title", blocks)).isEqualTo(pieces);
    for (int i = 0; i < pieces.size(); i++) {
      assertThat(pieces.get(i).index()).isEqualTo(i);
      assertThat(pieces.get(i).headingPath()).startsWith("Title").hasSizeLessThanOrEqualTo(150);
    }
  }

  /** A random document; column names, which are repeated, only if wanted. */
  private static List<Block> document(long seed, boolean headers) {
    Random random = new Random(seed);
    List<Block> blocks = new ArrayList<>();
    int page = 1;
    for (int i = random.nextInt(40) + 1; i > 0; i--) {
      page += random.nextInt(4) == 0 ? 1 : 0;
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      if (headers || kind != Kind.TABLE_HEADER) {
        int level = kind == Kind.HEADING ? 1 + random.nextInt(6) : 0;
        blocks.add(new Block(kind, level, page, text(random, kind)));
      }
    }
    return blocks;
  }

  private static String text(Random random, Kind kind) {
    StringBuilder text = new StringBuilder();
    boolean brief = kind == Kind.HEADING || random.nextBoolean();
    for (int i = random.nextInt(brief ? 6 : 90) + 1; i > 0; i--) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
      text.append(kind == Kind.CODE && random.nextInt(5) == 0 ? "\n  " : " ");
    }
    return text.toString();
  }

  private static String bare(List<String> texts) {
    return String.join("", texts).replaceAll("\\s", "");
  }
}
