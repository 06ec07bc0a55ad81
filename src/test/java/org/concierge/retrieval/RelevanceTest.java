package org.concierge.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.concierge.tenant.SampleTenant;
import org.concierge.tenant.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds wherever the thresholds are. */
class RelevanceTest {
  static Stream<Tenant> tenants() {
    return Stream.of(
        SampleTenant.with(), SampleTenant.with("EMBEDDING_PROVIDER=openai", "OPENAI_API_KEY=k"));
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void nothingFoundIsNothingRelevant(Tenant tenant) {
    assertThat(Relevance.relevant(tenant, "How many days?", List.of())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void thePassageThatSaysTheSameIsRelevant(Tenant tenant) {
    List<Passage> passages = List.of(SamplePassage.of(1, "x", 1));

    assertThat(Relevance.relevant(tenant, "How many days?", passages)).isEqualTo(passages);
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void whatPointsElsewhereIsNot(Tenant tenant) {
    List<Passage> passages = List.of(SamplePassage.of(1, "x", 0), SamplePassage.of(2, "y", -1));

    assertThat(Relevance.relevant(tenant, "How many days?", passages)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void besideAGoodPassageOneThatPointsElsewhereIsLeftOut(Tenant tenant) {
    Passage good = SamplePassage.of(1, "x", 0.99);

    assertThat(
            Relevance.relevant(
                tenant, "How many days?", List.of(SamplePassage.of(2, "y", -0.5), good)))
        .containsExactly(good);
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void besideAGoodPassageAWeakerOneStillHelps(Tenant tenant) {
    assertThat(lowestRelevant(tenant, SamplePassage.of(1, "x", 1)))
        .isLessThan(lowestRelevant(tenant));
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void aPassageWithTheIdentifierOfTheQuestionIsRelevant(Tenant tenant) {
    Passage named = SamplePassage.of(1, "Part XR-500 is green.", 0);

    assertThat(
            Relevance.relevant(
                tenant,
                "What colour has xr500 XR500?",
                List.of(SamplePassage.of(2, "y", 0), named)))
        .containsExactly(named);
  }

  /** A German question that shares no word with a German text, to a model that knows no German. */
  @Test
  void nearnessAloneIsNoRelevanceWhereItCountsLittle() {
    Passage near = SamplePassage.near("Arbeiten an Öfen", 0.8, 0.05);
    List<Tenant> tenants = tenants().toList();

    assertThat(Relevance.relevant(tenants.get(0), "Wie viele Tage?", List.of(near))).isEmpty();
    assertThat(Relevance.relevant(tenants.get(1), "Wie viele Tage?", List.of(near)))
        .containsExactly(near);
  }

  /** The local model finds some likeness between any two texts. */
  @Test
  void theLocalModelIsBelievedLess() {
    List<Double> lowest = tenants().map(RelevanceTest::lowestRelevant).toList();

    assertThat(lowest.get(0)).isGreaterThan(lowest.get(1));
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void whatIsLeftKeepsItsOrderAndNothingIsAdded(Tenant tenant) {
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      List<Passage> passages = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        passages.add(SamplePassage.of(i, "x", random.nextDouble()));
      }

      List<Passage> relevant = Relevance.relevant(tenant, "How many days?", passages);

      assertThat(passages.stream().filter(relevant::contains)).isEqualTo(relevant);
    }
  }

  @ParameterizedTest
  @MethodSource("tenants")
  void aPassageIsNeverLessRelevantThanAWorseOne(Tenant tenant) {
    Random random = new Random(43);
    for (int round = 0; round < 200; round++) {
      List<Passage> passages = new ArrayList<>();
      for (int i = 1; i <= 8; i++) {
        passages.add(SamplePassage.of(1, String.valueOf(i), random.nextDouble()));
      }
      List<Passage> relevant = Relevance.relevant(tenant, "How many days?", passages);
      double worst = relevant.stream().mapToDouble(Passage::similarity).min().orElse(2);

      assertThat(passages.stream().filter(p -> p.similarity() >= worst)).isEqualTo(relevant);
    }
  }

  /** The least similarity, to a thousandth, with which a passage is relevant beside these. */
  private static double lowestRelevant(Tenant tenant, Passage... others) {
    for (int thousandths = 0; thousandths <= 1_000; thousandths++) {
      Passage passage = SamplePassage.of(2, "y", thousandths / 1_000.0);
      List<Passage> passages = new ArrayList<>(List.of(others));
      passages.add(passage);
      if (Relevance.relevant(tenant, "How many days?", passages).contains(passage)) {
        return passage.similarity();
      }
    }
    throw new AssertionError("nothing is relevant");
  }
}
