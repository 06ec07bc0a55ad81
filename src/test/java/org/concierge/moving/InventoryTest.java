package org.concierge.moving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.concierge.moving.Inventory.Mark;
import org.junit.jupiter.api.Test;

class InventoryTest {
  private final Inventory here = new Inventory();
  private final Inventory there = new Inventory();

  @Test
  void whatIsMissingOrOtherwiseIsUnlike() {
    here.put("chunk", Map.of("a", mark("1"), "b", mark("2"), "c", mark("3")));
    there.put("chunk", Map.of("a", new Mark("other", "1"), "b", mark("9"), "d", mark("4")));

    assertThat(here.unlike(there, "chunk")).containsExactlyInAnyOrder("b", "c");
    assertThat(there.lackedBy(here, "chunk")).containsExactly("d");
  }

  @Test
  void aTableThatWasNotLookedAtIsEmpty() {
    assertThat(here.of("turn")).isEmpty();
    assertThat(here.unlike(there, "turn")).isEmpty();
  }

  @Test
  void sumsAreOfWhatRowsSayNotOfTheirVersions() {
    here.put("turn", Map.of("a", new Mark("7", "1"), "b", new Mark("8", "2")));
    there.put("turn", Map.of("b", new Mark("5", "2"), "a", new Mark("5", "1")));

    assertThat(here.sums()).isEqualTo(there.sums());
    assertThat(here.sums().get(0).rows()).isEqualTo(2);

    there.put("turn", Map.of("b", new Mark("5", "1"), "a", new Mark("5", "2")));
    assertThat(here.sums()).isNotEqualTo(there.sums());
  }

  private static Mark mark(String hash) {
    return new Mark("1", hash);
  }
}
