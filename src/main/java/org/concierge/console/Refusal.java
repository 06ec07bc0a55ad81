package org.concierge.console;

import jakarta.faces.context.FacesContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concierge.problem.Problem;

/** What a use case refuses because of one field, told at that field. */
final class Refusal {
  /** As a use case names what is wrong: {@code "allowed_origins" may hold 50 at most.} */
  private static final Pattern NAMED = Pattern.compile("(?s)\"([a-z_]{1,40})\" .*");

  private static final Pattern BORDER = Pattern.compile("_([a-z])");

  private Refusal() {}

  /**
   * Does the work.
   *
   * @param topic where the texts for its fields stand: {@code wrong.<topic>.<field>}
   * @return false if it is refused and the page's field says why
   * @throws Problem one that names no field of this page
   */
  static boolean done(String topic, Runnable work) {
    try {
      work.run();
      return true;
    } catch (Problem problem) {
      Matcher named = NAMED.matcher(problem.detail());
      boolean asked = problem.type().status() == 400 || problem.type().status() == 422;
      if (asked && named.matches() && tell(topic, named.group(1), problem)) {
        return false;
      }
      throw problem;
    }
  }

  /** In our words for the field, else in its own. */
  private static boolean tell(String topic, String name, Problem problem) {
    String id = BORDER.matcher(name).replaceAll(border -> border.group(1).toUpperCase());
    FacesContext faces = FacesContext.getCurrentInstance();
    boolean there = faces.getViewRoot().invokeOnComponent(faces, id, (context, found) -> {});
    if (there) {
      String key = "wrong." + topic + "." + name;
      Told.known(key)
          .ifPresentOrElse(
              words -> Told.saidAtField(id, words),
              () -> Told.detailAtField(id, "detail.only", problem.detail()));
    }
    return there;
  }
}
