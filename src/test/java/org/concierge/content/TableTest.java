package org.concierge.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.concierge.format.SampleFiles;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void aSheetMayHoldSeveralTablesWithTitles() {
    Table table =
        table(
            List.of("Offices"),
            List.of("City", "People"),
            List.of("Bern", "12"),
            List.of(""),
            List.of("Cars", ""),
            List.of("Plate", "Since"),
            List.of("B 1", "2020"));

    assertThat(SampleFiles.lines(table.asSheet(0)))
        .containsExactly(
            "PARAGRAPH: Offices",
            "TABLE_ROW: City | People",
            "TABLE_ROW: City: Bern; People: 12",
            "PARAGRAPH: Cars",
            "TABLE_ROW: Plate | Since",
            "TABLE_ROW: Plate: B 1; Since: 2020");
  }

  @Test
  void rowsThatTheFirstRowDoesNotCoverAreReadWithoutNames() {
    Table table = table(List.of("Data sheet", "M-1"), List.of("E-1", "", "A", "B"));

    assertThat(SampleFiles.lines(table.asSheet(0)))
        .containsExactly("TABLE_ROW: Data sheet | M-1", "TABLE_ROW: E-1 | A | B");
  }

  @Test
  void anEmptyCellKeepsTheOthersInTheirColumns() {
    Table table = table(List.of("A", "B", "C"), List.of("1", "", "3"), List.of("1", "", ""));

    assertThat(SampleFiles.lines(table.asGrid(0)))
        .containsExactly("TABLE_HEADER: A | B | C", "TABLE_ROW: 1 | | 3", "TABLE_ROW: 1");
  }

  @Test
  void numbersInTheFirstRowAreNoNames() {
    Table table = table(List.of("Ann", "7"), List.of("Bob", "8"));

    assertThat(SampleFiles.lines(table.asGrid(0)))
        .containsExactly("TABLE_ROW: Ann | 7", "TABLE_ROW: Bob | 8");
  }

  @SafeVarargs
  private static Table table(List<String>... rows) {
    Table table = new Table();
    for (List<String> row : rows) {
      table.row(row);
    }
    return table;
  }
}
