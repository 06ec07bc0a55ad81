package org.concierge.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.concierge.retrieval.Passage;
import org.junit.jupiter.api.Test;

/** The figures are computed by hand, after the definitions. */
class RankingTest {
  private static final Offset<Double> EXACT = within(1e-6);

  @Test
  void whatIsFoundFirstIsPerfect() {
    Ranking ranking = Ranking.of(List.of(page("a.pdf", 1)), List.of(document("a.pdf", 1)));

    assertThat(ranking).isEqualTo(new Ranking(1, 1, 1, 1, 1));
  }

  @Test
  void whatIsNotFoundIsWorthNothing() {
    Ranking ranking = Ranking.of(List.of(page("a.pdf", 1)), List.of(document("b.pdf", 1)));

    assertThat(ranking).isEqualTo(new Ranking(0, 0, 0, 0, 0));
  }

  /** Places 2 and 3 of the documents A, B, C: (1/log2 3 + 1/log2 4) / (1 + 1/log2 3). */
  @Test
  void passagesOfOneDocumentAreOnePlace() {
    Ranking ranking =
        Ranking.of(
            List.of(page("a", 1), page("b", 1), page("a", 2), page("c", 1)),
            List.of(document("b", 1), document("c", 1)));

    assertThat(ranking.ndcgAt10()).isCloseTo(0.693426, EXACT);
    assertThat(ranking.mrrAt10()).isEqualTo(0.5);
    assertThat(ranking.recallAt5()).isEqualTo(1);
    assertThat(ranking.first()).isEqualTo(2);
  }

  /** (3/log2 3 + 1/log2 4) / (3 + 1/log2 3). */
  @Test
  void aBetterPlaceCountsMore() {
    Ranking ranking =
        Ranking.of(
            List.of(page("a", 1), page("b", 1), page("c", 1)),
            List.of(document("b", 2), document("c", 1)));

    assertThat(ranking.ndcgAt10()).isCloseTo(0.659002, EXACT);
  }

  @Test
  void wherePagesAreExpectedPagesAreCounted() {
    List<Passage> found = List.of(page("a", 7), page("a", 7), page("a", 8), page("a", 9));

    Ranking ranking = Ranking.of(found, List.of(Expectation.parse("a#page=9", 1)));

    assertThat(ranking.first()).isEqualTo(3);
    assertThat(ranking.ndcgAt10()).isCloseTo(0.5, EXACT);
  }

  /** What stands eleventh is in no figure but its place. */
  @Test
  void nothingBehindTheTenthPlaceCounts() {
    List<Passage> found = IntStream.rangeClosed(1, 12).mapToObj(i -> page("d" + i, 1)).toList();

    assertThat(Ranking.of(found, List.of(document("d11", 1))))
        .isEqualTo(new Ranking(0, 0, 0, 0, 11));
    Ranking tenth = Ranking.of(found, List.of(document("d10", 1)));
    assertThat(tenth.recallAt5()).isZero();
    assertThat(tenth.recallAt10()).isEqualTo(1);
    assertThat(tenth.mrrAt10()).isCloseTo(0.1, EXACT);
    // 1 / log2 11
    assertThat(tenth.ndcgAt10()).isCloseTo(0.289065, EXACT);
  }

  @Test
  void recallIsTheShareOfWhatIsExpected() {
    Ranking ranking =
        Ranking.of(
            List.of(page("a", 1)),
            List.of(document("a", 1), document("b", 1), document("c", 1), document("d", 1)));

    assertThat(ranking.recallAt10()).isEqualTo(0.25);
  }

  @Test
  void wordsArePlacesOfTheirOwn() {
    Expectation words = new Expectation("", null, "27 DAYS\n a year", null);

    assertThat(
            Ranking.of(
                    List.of(page("a", 1, "None."), page("a", 1, "27 days a year.")), List.of(words))
                .first())
        .isEqualTo(2);
  }

  private static Expectation document(String name, int grade) {
    return Expectation.parse(name, grade);
  }

  private static Passage page(String filename, int page) {
    return page(filename, page, "Text");
  }

  private static int chunks;

  private static Passage page(String filename, int page, String text) {
    UUID id = UUID.nameUUIDFromBytes(filename.getBytes());
    return new Passage(id, filename, "Title", page, chunks++, "", text, 1, 1, 1);
  }
}
