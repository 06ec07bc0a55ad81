package org.concierge.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.concierge.llm.AnswerListener.Usage;
import org.junit.jupiter.api.Test;

/** What an answer is made from, and which turns may be recalled. */
class MemoryTest {
  private static final UUID SHOWN = new UUID(0, 11);
  private static final UUID OTHER = new UUID(0, 12);
  private static final Citation CITED = SampleCitation.of(1, "Thirty days.");

  private static Turn turn(List<Citation> sources, UUID... restsOn) {
    Turn turn = new Turn(UUID.randomUUID(), new UUID(0, 9), 1, "q", Instant.EPOCH);
    ChatAnswer answer =
        new ChatAnswer("a", sources, true, "s", turn.id(), "", "", new Usage(0, 0), false);
    turn.end(Turn.State.DONE, answer, "", Instant.EPOCH);
    turn.restOn(List.of(restsOn));
    return turn;
  }

  @Test
  void aTurnRestsOnWhatItCitesAndOnWhatItWasShown() {
    assertThat(Memory.restsOn(turn(List.of(CITED), SHOWN)))
        .containsExactlyInAnyOrder(SHOWN, CITED.documentId());
  }

  /** It may repeat what the turns before it said. */
  @Test
  void anAnswerRestsOnWhatItsMemoryRestsOn() {
    assertThat(Memory.restOn(List.of(CITED), List.of(turn(List.of(), SHOWN), turn(List.of()))))
        .containsExactlyInAnyOrder(SHOWN, CITED.documentId());
  }

  @Test
  void onlyTurnsOnVisibleDocumentsAloneAreRecalled() {
    Turn both = turn(List.of(), SHOWN, OTHER);
    Turn one = turn(List.of(), SHOWN);
    Turn none = turn(List.of());

    assertThat(Memory.visible(List.of(both, one, none), Set.of(SHOWN))).containsExactly(one, none);
    assertThat(Memory.visible(List.of(both, one, none), Set.of())).containsExactly(none);
    assertThat(Memory.visible(List.of(both, one, none), Set.of(SHOWN, OTHER))).hasSize(3);
  }
}
