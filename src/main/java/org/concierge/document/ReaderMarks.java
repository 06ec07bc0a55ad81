package org.concierge.document;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.concierge.access.Reader;
import org.concierge.problem.Problem;

/** The marks of those who may read a document, as callers write them. */
public final class ReaderMarks {
  private static final int MAX = 100;
  private static final String GROUP = "group:";
  private static final String USER = "user:";
  private static final Pattern GROUP_NAME = Pattern.compile("[^\\p{Cntrl}]{1,60}");

  private ReaderMarks() {}

  /**
   * The marks, each once, in their order.
   *
   * @throws Problem BAD_REQUEST if there is none, or one that no reader can have
   */
  public static List<String> checked(List<String> marks) {
    List<String> known = marks.stream().map(ReaderMarks::checked).distinct().toList();
    if (known.isEmpty() || known.size() > MAX) {
      throw Problem.badRequest("\"readers\" must be 1 to " + MAX + " marks.");
    }
    return known;
  }

  private static String checked(String mark) {
    if (Reader.TENANT.equals(mark) || Reader.PUBLIC.equals(mark)) {
      return mark;
    }
    if (mark != null && mark.startsWith(GROUP)) {
      String name = mark.substring(GROUP.length());
      if (!name.isBlank() && name.equals(name.strip()) && GROUP_NAME.matcher(name).matches()) {
        return mark;
      }
    }
    if (mark != null && mark.startsWith(USER)) {
      String id = mark.substring(USER.length());
      if (id.length() == 36 && isUuid(id)) {
        return USER + UUID.fromString(id);
      }
    }
    throw Problem.badRequest(
        "\"readers\" are \"tenant\", \"public\", \"group:\" with a name of 1 to 60 characters, or"
            + " \"user:\" with an id.");
  }

  private static boolean isUuid(String id) {
    try {
      return UUID.fromString(id).toString().equalsIgnoreCase(id);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
