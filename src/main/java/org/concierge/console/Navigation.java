package org.concierge.console;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The pages that stand in the navigation, each under its heading, in this order. */
final class Navigation {
  /** A page that is not built is not shown, so it may stand here before. */
  private static final List<Section> SECTIONS =
      List.of(
          section("start", "index"),
          section("platform", "platform"),
          section("library", "documents", "collections", "connectors"),
          section("conversations", "conversations", "unanswered", "inquiries"),
          section("answers", "playground", "prompts", "assistants", "evaluation"),
          section("asking", "widgets", "keys"),
          section("people", "users", "account"),
          section("operation", "settings", "protection", "data", "audit"));

  private Navigation() {}

  /**
   * Pages that belong together.
   *
   * @param heading the end of the key of its text
   */
  public record Section(String heading, List<String> pages) {}

  private static Section section(String heading, String... pages) {
    return new Section(heading, List.of(pages));
  }

  /** What is left for one who may see these pages; no section without a page. */
  static List<Section> open(Predicate<String> maySee) {
    return SECTIONS.stream()
        .map(all -> new Section(all.heading(), all.pages().stream().filter(maySee).toList()))
        .filter(open -> !open.pages().isEmpty())
        .toList();
  }

  static Stream<String> headings() {
    return SECTIONS.stream().map(Section::heading);
  }
}
