package org.concierge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageTableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chta", // misspelt
        "all above but chta", // misspelt in an exception
        "all abve", // misspelt formula
        "all above and chat", // no such formula
        "http", // stands below
        "widget", // itself
        "chat, chta" // one right, one wrong
      })
  void aTargetThatIsNoRowAboveIsRefused(String imports) {
    var rows = "chat | -\nwidget | " + imports + "\nhttp | all above";

    assertThatThrownBy(() -> PackageTable.parse(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 'widget'");
  }

  @Test
  void aRowThatStandsTwiceIsRefused() {
    assertThatThrownBy(() -> PackageTable.parse("chat | -\nchat | -"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void aRowWithoutImportsIsRefused() {
    assertThatThrownBy(() -> PackageTable.parse("chat"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPackageMayUseItselfAndItsTargetsOnly() {
    var table = PackageTable.parse("problem | -\ntenant | problem\naccess | problem");

    assertThat(table.allows("tenant", "problem")).isTrue();
    assertThat(table.allows("tenant", "tenant")).isTrue();
    assertThat(table.allows("tenant", "access")).isFalse();
    assertThat(table.allows("problem", "tenant")).isFalse();
    assertThat(table.allows("nowhere", "problem")).isFalse();
  }

  @Test
  void nobodyImportsAnEdge() {
    var table = PackageTable.parse(PackageTable.CONCIERGE);

    assertThat(table.importsOf("custody")).contains("problem", "extraction", "debuglog");
    for (String edge : PackageTable.EDGES) {
      assertThat(table.has(edge)).isTrue();
      assertThat(table.importsOf(edge))
          .contains("custody", "extraction")
          .doesNotContainAnyElementsOf(PackageTable.EDGES);
    }
  }
}
