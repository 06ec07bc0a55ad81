package org.concierge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.concierge.console.Chart.Bar;
import org.concierge.console.Chart.Column;
import org.junit.jupiter.api.Test;

class ChartTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

  private static Chart of(Column... columns) {
    return new Chart(List.of(columns), Locale.ENGLISH);
  }

  @Test
  void theHighestDayFillsTheDrawing() {
    Chart chart = of(new Column(MONDAY, List.of(4L)), new Column(MONDAY.plusDays(1), List.of(2L)));

    assertThat(chart.getMax()).isEqualTo(4);
    assertThat(chart.getBars()).extracting(Bar::height).containsExactly(140.0, 70.0);
    assertThat(chart.getBars()).extracting(Bar::y).containsExactly(0.0, 70.0);
  }

  @Test
  void partsStandOnEachOther() {
    Chart chart = of(new Column(MONDAY, List.of(3L, 1L)));

    assertThat(chart.getBars())
        .extracting(Bar::part, Bar::y, Bar::height)
        .containsExactly(tuple(0, 35.0, 105.0), tuple(1, 0.0, 35.0));
    assertThat(chart.getBars().get(1).title()).isEqualTo("Mar 2, 2026: 1");
  }

  @Test
  void whatIsNothingHasNoBar() {
    Chart chart = of(new Column(MONDAY, List.of(0L, 0L)));

    assertThat(chart.isBlank()).isTrue();
    assertThat(chart.getBars()).isEmpty();
    assertThat(chart.getRows()).hasSize(1);
  }

  @Test
  void theTableBeginsWithTheLastDay() {
    Chart chart = of(new Column(MONDAY, List.of(4L)), new Column(MONDAY.plusDays(1), List.of(2L)));

    assertThat(chart.getRows()).extracting(Chart.Row::day).first().isEqualTo("Mar 3, 2026");
    assertThat(chart.getFirst()).isEqualTo("Mar 2, 2026");
  }
}
