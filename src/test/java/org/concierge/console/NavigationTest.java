package org.concierge.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.concierge.console.Navigation.Section;
import org.junit.jupiter.api.Test;

class NavigationTest {
  @Test
  void aPageStandsUnderOneHeadingOnly() {
    List<String> pages =
        Navigation.open(page -> true).stream().flatMap(it -> it.pages().stream()).toList();

    assertThat(pages).hasSizeGreaterThan(15).doesNotHaveDuplicates();
  }

  @Test
  void aHeadingWithoutAPageForTheVisitorIsNotShown() {
    assertThat(Navigation.open("account"::equals))
        .containsExactly(new Section("people", List.of("account")));
  }
}
