package org.concierge.chat;

import java.util.List;
import java.util.regex.Pattern;
import org.concierge.conversation.Turn;

/**
 * Makes a follow-up findable: "And for part-time staff?" finds nothing by itself. By rule, without
 * a model: a short question, or one that points back, is searched together with the one before.
 */
final class FollowUp {
  private static final int SHORT = 5;

  private static final Pattern POINTS_BACK =
      Pattern.compile(
          "^(and|but|or|what about|how about|why|und|aber|oder|warum)\\b.*"
              + "|.*\\b(it|its|that|this|those|these|they|them|there|he|she|one"
              + "|dies|diese|dieser|dieses|das|dafür|davon|dazu|dort|er|sie|es)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);

  private FollowUp() {}

  /** The text to search for; the question itself if nothing came before or it stands alone. */
  static String standalone(String question, List<Turn> earlier) {
    if (earlier.isEmpty()) {
      return question;
    }
    String plain = question.strip();
    boolean needsMore = plain.split("\\s+").length <= SHORT || POINTS_BACK.matcher(plain).matches();
    return needsMore ? earlier.get(earlier.size() - 1).question() + "\n" + question : question;
  }
}
