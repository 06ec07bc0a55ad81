package org.concierge.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.concierge.conversation.Citation;
import org.concierge.conversation.SampleCitation;
import org.concierge.llm.Embedder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sentences are quoted: by meaning first, by words where meanings are alike. */
class QuotedSentencesTest {
  private static final Pattern QUOTE = Pattern.compile("“(.*?)”", Pattern.DOTALL);

  /** The meaning of each text that holds the word; everything else means the same. */
  private String meant = "nothing";

  private final List<String> asked = new ArrayList<>();

  @Test
  void theSentenceThatMeansTheSameComesFirst() {
    meant = "furlough";

    assertThat(
            quotes(
                "Holiday entitlement?",
                "The canteen opens at noon.\nThere is paid furlough.\nParking is always free."))
        .containsExactly("There is paid furlough.");
  }

  @Test
  void ofSentencesThatMeanTheSameTheOneWithTheWordsComesFirst() {
    assertThat(
            quotes(
                "How long is parental leave?",
                "The canteen opens at noon. Parental leave is long. Parking is always free."))
        .startsWith("Parental leave is long.");
  }

  @ParameterizedTest
  @CsvSource({
    "How many day?, Thirty days altogether.",
    "How many days?, One day altogether.",
    "Wie viel Urlaub?, Es gibt dreißig Urlaubstage.",
    "COMPENSATION?, The compensatory payment.",
  })
  void aWordIsFoundInItsOtherForms(String question, String sentence) {
    assertThat(quotes(question, "The canteen opens at noon.\nParking is free.\n" + sentence))
        .startsWith(sentence);
  }

  @Test
  void shortWordsSayNothing() {
    assertThat(quotes("Is it at an ox?", "The canteen opens at noon.\nIt is an ox at it."))
        .startsWith("The canteen opens at noon.");
  }

  /** Comparing by meaning costs time: which sentences are compared, the words decide. */
  @Test
  void aSentenceWithTheWordsIsComparedHoweverFarDownItStands() {
    String many =
        IntStream.range(0, 40)
            .mapToObj(i -> "The canteen number " + i + " opens at noon.")
            .collect(Collectors.joining("\n"));

    assertThat(quotes("How long is parental leave?", many + "\nParental leave is long."))
        .startsWith("Parental leave is long.");
    assertThat(asked).hasSizeLessThan(30).anyMatch(text -> text.contains("Parental leave"));
  }

  @Test
  void aSentenceIsComparedTogetherWithItsHeading() {
    quotes("How long is it?", "Thirty days altogether.");

    assertThat(asked).containsExactly("Handbook > Part 1\nThirty days altogether.");
  }

  @Test
  void betweenSentencesThatShareNothingTheBetterPassageDecides() {
    List<Citation> citations =
        List.of(
            SampleCitation.of(1, "The canteen opens at noon."),
            SampleCitation.of(2, "Parking is always free."),
            SampleCitation.of(3, "The house has three floors."));

    assertThat(quotes("Holiday entitlement?", citations))
        .startsWith("The canteen opens at noon.", "Parking is always free.");
  }

  @Test
  void aSentenceOfTwelveCharactersIsOne() {
    assertThat(quotes("How long?", "Thirty days. A B.")).containsExactly("Thirty days.");
    assertThat(quotes("How long?", "Thirty day. A B.")).containsExactly("Thirty day. A B.");
  }

  @Test
  void aSentenceOfSixHundredCharactersIsQuotedWhole() {
    assertThat(quotes("How long?", "x".repeat(600))).containsExactly("x".repeat(600));
    assertThat(quotes("How long?", "x".repeat(601))).containsExactly("x".repeat(599) + "…");
  }

  private List<String> quotes(String question, String passage) {
    return quotes(question, List.of(SampleCitation.of(1, passage)));
  }

  private List<String> quotes(String question, List<Citation> citations) {
    return QUOTE
        .matcher(
            Quoting.answer(question, citations, new Meanings(), Sentences.in(Optional.empty())))
        .results()
        .map(quote -> quote.group(1))
        .toList();
  }

  /** The question means what the meant word means. */
  private final class Meanings implements Embedder {
    @Override
    public List<float[]> passages(List<String> texts) {
      asked.addAll(texts);
      return texts.stream().map(this::vector).toList();
    }

    @Override
    public float[] question(String text) {
      return new float[] {1, 0};
    }

    @Override
    public int batchSize() {
      return 8;
    }

    private float[] vector(String text) {
      return text.contains(meant) ? new float[] {1, 0} : new float[] {0.6f, 0.8f};
    }
  }
}
