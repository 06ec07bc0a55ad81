package org.concierge.chat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.concierge.conversation.Citation;

/** Checks the {@code [n]} in an answer against the passages that the model was given. */
final class Citing {
  private static final Pattern MARK = Pattern.compile("\\s?\\[(\\d{1,3})]");

  private Citing() {}

  /** The answer without marks that point to nothing. */
  static String withoutInvented(String answer, List<Citation> given) {
    return MARK.matcher(answer).replaceAll(mark -> isGiven(mark, given) ? "$0" : "");
  }

  private static boolean isGiven(MatchResult mark, List<Citation> given) {
    int n = Integer.parseInt(mark.group(1));
    return n >= 1 && n <= given.size();
  }

  /** The passages that the answer cites; all of them, if it cites none. */
  static List<Citation> cited(String answer, List<Citation> given) {
    Set<Integer> marks =
        MARK.matcher(answer)
            .results()
            .map(mark -> Integer.parseInt(mark.group(1)))
            .collect(Collectors.toCollection(TreeSet::new));
    List<Citation> cited = given.stream().filter(c -> marks.contains(c.n())).toList();
    return cited.isEmpty() ? given : cited;
  }
}
