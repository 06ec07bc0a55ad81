package org.concierge.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FilterTest {
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);

  @Test
  void boundsNarrowWhateverIsNamed() {
    Filter bound = Filter.NONE.within(Set.of(ONE));

    assertThat(bound.inCollections(List.of(ONE, TWO)).collections()).containsExactly(ONE);
    assertThat(bound.inCollections(List.of(ONE, TWO)).leadsNowhere()).isFalse();
    assertThat(bound.inCollections(List.of(TWO)).leadsNowhere()).isTrue();
  }

  @Test
  void boundsAroundNothingLeadNowhereAndNoBoundsAnywhere() {
    assertThat(Filter.NONE.within(Set.of()).inCollections(Set.of()).leadsNowhere()).isTrue();
    assertThat(Filter.NONE.within(null).leadsNowhere()).isFalse();
    assertThat(Filter.NONE.inCollections(List.of(TWO)).collections()).containsExactly(TWO);
  }
}
