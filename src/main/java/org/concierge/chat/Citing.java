package org.concierge.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.conversation.Citation;

/** Checks the {@code [n]} in an answer against the passages that the model was given. */
final class Citing {
  /** One number, or a list as some models write it; not {@code [0, 1]}, which is an interval. */
  private static final Pattern MARK =
      Pattern.compile("(\\s?)\\[(\\d{1,3}|[1-9]\\d{0,2}(?:\\s*[,;]\\s*[1-9]\\d{0,2})+)]");

  private Citing() {}

  /** The answer without marks that point to nothing; a list becomes single marks. */
  static String withoutInvented(String answer, List<Citation> given) {
    return MARK.matcher(answer)
        .replaceAll(
            mark -> {
              String kept =
                  numbers(mark)
                      .filter(n -> n >= 1 && n <= given.size())
                      .map(n -> "[" + n + "]")
                      .collect(Collectors.joining());
              return kept.isEmpty() ? "" : mark.group(1) + kept;
            });
  }

  /** The answer as text that cites nothing. */
  static String withoutMarks(String answer) {
    return MARK.matcher(answer).replaceAll("");
  }

  /** The passages that the answer cites; all of them, if it cites none. */
  static List<Citation> cited(String answer, List<Citation> given) {
    Set<Integer> marks =
        MARK.matcher(answer)
            .results()
            .flatMap(Citing::numbers)
            .collect(Collectors.toCollection(TreeSet::new));
    List<Citation> cited = given.stream().filter(c -> marks.contains(c.n())).toList();
    return cited.isEmpty() ? given : cited;
  }

  private static Stream<Integer> numbers(MatchResult mark) {
    return Arrays.stream(mark.group(2).split("\\D+")).map(Integer::valueOf);
  }
}
