package org.concierge.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.concierge.conversation.Citation;
import org.concierge.conversation.SampleCitation;
import org.concierge.llm.Embedder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotingTest {
  private static final Pattern QUOTE = Pattern.compile("“(.*?)” \\[(\\d+)]", Pattern.DOTALL);
  private static final String QUESTION = "How many days of annual leave are there?";

  /** A quotation of an answer. */
  private record Quote(String text, int n) {}

  @Test
  void theSentenceThatFitsIsQuotedWithItsPassage() {
    List<Citation> citations =
        List.of(
            SampleCitation.of(1, "The canteen opens at noon. It closes at two."),
            SampleCitation.of(2, "Parking is free. Everybody has thirty days of annual leave."));

    assertThat(quotes(QUESTION, citations).get(0))
        .isEqualTo(new Quote("Everybody has thirty days of annual leave.", 2));
  }

  @Test
  void theAnswerSaysWhereItComesFrom() {
    assertThat(answer(QUESTION, List.of(SampleCitation.of(1, "Thirty days of annual leave."))))
        .isEqualTo("From the documents:\n\n“Thirty days of annual leave.” [1]");
  }

  @Test
  void whatIsBesideThePointIsLeftOut() {
    List<Citation> citations =
        List.of(
            SampleCitation.of(
                1, "There are thirty days of annual leave. The canteen opens at noon."));

    assertThat(quotes(QUESTION, citations))
        .containsExactly(new Quote("There are thirty days of annual leave.", 1));
  }

  @Test
  void atMostThreeSentencesAreQuoted() {
    String text =
        IntStream.range(0, 9)
            .mapToObj(i -> "Group " + i + " has many days of annual leave.")
            .collect(Collectors.joining(" "));

    assertThat(quotes(QUESTION, List.of(SampleCitation.of(1, text)))).hasSize(3);
  }

  @Test
  void passagesFarDownAreNotRead() {
    List<Citation> citations = new ArrayList<>();
    for (int n = 1; n <= 9; n++) {
      citations.add(SampleCitation.of(n, "The canteen of house " + n + " opens at noon."));
    }
    citations.add(SampleCitation.of(10, "There are thirty days of annual leave."));

    assertThat(quotes(QUESTION, citations)).extracting(Quote::n).doesNotContain(10);
  }

  @Test
  void theSameSentenceIsQuotedOnceOfAPassage() {
    String sentence = "There are thirty days of annual leave.";

    assertThat(quotes(QUESTION, List.of(SampleCitation.of(1, sentence + " " + sentence))))
        .hasSize(1);
  }

  @Test
  void aSentenceWithoutAnEndIsCut() {
    String endless = "leave ".repeat(200).strip();

    List<Quote> quotes = quotes(QUESTION, List.of(SampleCitation.of(1, endless)));

    assertThat(quotes).hasSize(1);
    assertThat(quotes.get(0).text()).hasSizeLessThanOrEqualTo(600).endsWith("…");
    assertThat(endless).startsWith(withoutCut(quotes.get(0).text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30 days.", "A | B", "Yes.\nNo.", "x", "12\n34\n56"})
  void aPassageOfScrapsIsQuotedAsItIs(String text) {
    assertThat(quotes(QUESTION, List.of(SampleCitation.of(1, text))))
        .containsExactly(new Quote(text, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "\u00bf\u00bf", "a b", "\ud83d\udcc4"})
  void aQuestionWithoutWordsIsAnsweredToo(String question) {
    assertThat(quotes(question, List.of(SampleCitation.of(1, "There are thirty days of leave."))))
        .isNotEmpty();
  }

  @Test
  void aTableIsQuotedLineByLine() {
    List<Citation> citations =
        List.of(SampleCitation.of(1, "Canteen: opens at noon\nAnnual leave: thirty days there"));

    assertThat(quotes(QUESTION, citations).get(0).text())
        .isEqualTo("Annual leave: thirty days there");
  }

  /** Whatever the passages are: no word is ours, and each stands where it is said to stand. */
  @Test
  void everyQuoteIsWordForWordFromThePassageThatItNames() {
    Random random = new Random(42);
    for (int round = 0; round < 300; round++) {
      List<Citation> citations = new ArrayList<>();
      for (int n = 1; n <= 1 + random.nextInt(8); n++) {
        citations.add(SampleCitation.of(n, passage(random)));
      }

      List<Quote> quotes = quotes(words(random, 1 + random.nextInt(8)), citations);

      assertThat(quotes).hasSizeBetween(1, 3).doesNotHaveDuplicates();
      for (Quote quote : quotes) {
        assertThat(quote.text()).isNotBlank();
        assertThat(citations.get(quote.n() - 1).text()).contains(withoutCut(quote.text()));
      }
    }
  }

  private static String passage(Random random) {
    StringBuilder text = new StringBuilder("x");
    for (int i = 0; i < random.nextInt(12); i++) {
      text.append(words(random, 1 + random.nextInt(30)));
      text.append(List.of(". ", "! ", "? ", "\n", "\n\n", " - ", "; ").get(random.nextInt(7)));
    }
    return text.toString();
  }

  private static String words(Random random, int count) {
    List<String> vocabulary =
        List.of("leave", "Days", "annual", "canteen", "noon", "z.B.", "3.5", "Ärger", "[7]", "a");
    return IntStream.range(0, count)
        .mapToObj(i -> vocabulary.get(random.nextInt(vocabulary.size())))
        .collect(Collectors.joining(" "));
  }

  private static String withoutCut(String text) {
    return text.endsWith("…") ? text.substring(0, text.length() - 1) : text;
  }

  private static List<Quote> quotes(String question, List<Citation> citations) {
    return QUOTE
        .matcher(answer(question, citations))
        .results()
        .map(quote -> new Quote(quote.group(1), Integer.parseInt(quote.group(2))))
        .toList();
  }

  private static String answer(String question, List<Citation> citations) {
    return Quoting.answer(question, citations, new WordEmbedder(), Sentences.in(Optional.empty()));
  }

  /** Texts are alike as far as they share words; a heading says nothing here. */
  private static final class WordEmbedder implements Embedder {
    @Override
    public List<float[]> passages(List<String> texts) {
      return texts.stream().map(text -> question(text.substring(text.indexOf('\n') + 1))).toList();
    }

    @Override
    public float[] question(String text) {
      float[] vector = new float[64];
      vector[0] = 0.1f;
      for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
        vector[1 + Math.floorMod(word.hashCode(), 63)] += 1;
      }
      return vector;
    }

    @Override
    public int batchSize() {
      return 8;
    }
  }
}
