package org.concierge.console;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts of forms and addresses, and what they mean. */
final class Words {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private Words() {}

  /** What stands between commas or on lines of its own. */
  static Set<String> of(String list) {
    return Arrays.stream(list.split("[,\\r\\n]+"))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static String text(Collection<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", "));
  }

  /**
   * Only the form in which ids are issued; Java would read 1-1-1-1-1 too.
   *
   * @param text null for none
   */
  static Optional<UUID> uuid(String text) {
    return text != null && UUID_TEXT.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  /** Those of the texts that are ids; null: none. */
  static List<UUID> uuids(String[] texts) {
    return Stream.of(texts == null ? new String[0] : texts)
        .flatMap(text -> uuid(text).stream())
        .toList();
  }
}
