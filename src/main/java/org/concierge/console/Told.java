package org.concierge.console;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIInput;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.concierge.problem.Problem;

/** What the console says to its visitor, in the visitor's language. */
final class Told {
  private static final String NOTICE = "org.concierge.notice";

  private Told() {}

  /**
   * What is told once, on the next page: that something is done, or a secret that nobody can show
   * again.
   *
   * @param key of the text
   * @param secret shown beside it, "" for none
   */
  record Notice(String key, List<String> values, String secret) implements Serializable {
    @Override
    public String toString() {
      return "Notice[" + key + "]";
    }
  }

  static String text(Locale locale, String key, Object... values) {
    String pattern =
        ResourceBundle.getBundle("org.concierge.console.messages", locale).getString(key);
    return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
  }

  private static String text(FacesContext faces, String key, Object... values) {
    return text(faces.getViewRoot().getLocale(), key, values);
  }

  /** Wrong input, told at its field. */
  static void atField(String id, String key, Object... values) {
    saidAtField(id, text(FacesContext.getCurrentInstance(), key, values));
  }

  /** As above, in the words that are given. */
  static void saidAtField(String id, String words) {
    FacesContext faces = FacesContext.getCurrentInstance();
    add(faces, id, words);
    faces
        .getViewRoot()
        .invokeOnComponent(
            faces,
            id,
            (context, component) -> {
              if (component instanceof UIInput input) {
                input.setValid(false);
              }
            });
  }

  /** What exactly was refused, told at a field: in the visitor's language at any rate. */
  static void detailAtField(String id, String key, String detail) {
    FacesContext faces = FacesContext.getCurrentInstance();
    String words =
        Details.in(faces.getViewRoot().getLocale(), detail)
            .map(known -> text(faces, key, known))
            .orElseGet(() -> text(faces, "problem.BAD_REQUEST"));
    saidAtField(id, words);
  }

  /** The text of that key, if there is one. */
  static Optional<String> known(String key) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle bundle =
        ResourceBundle.getBundle("org.concierge.console.messages", faces.getViewRoot().getLocale());
    return bundle.containsKey(key) ? Optional.of(bundle.getString(key)) : Optional.empty();
  }

  /** What did not work, told above the page. */
  static void refused(String key, Object... values) {
    FacesContext faces = FacesContext.getCurrentInstance();
    add(faces, null, text(faces, key, values));
  }

  /** In our words for its type, and for what exactly as far as there are some. */
  static void problem(FacesContext faces, Problem problem) {
    String title = text(faces, "problem." + problem.type().name());
    Locale locale = faces.getViewRoot().getLocale();
    String detail =
        problem.type().status() >= 500 ? "" : Details.in(locale, problem.detail()).orElse("");
    add(faces, null, (title + " " + detail).strip());
  }

  private static void add(FacesContext faces, String id, String text) {
    faces.addMessage(id, new FacesMessage(FacesMessage.SEVERITY_ERROR, text, text));
    faces.validationFailed();
  }

  static void next(HttpServletRequest request, String key, String... values) {
    request.getSession().setAttribute(NOTICE, new Notice(key, List.of(values), ""));
  }

  static void secretNext(HttpServletRequest request, String secret, String key, String... values) {
    request.getSession().setAttribute(NOTICE, new Notice(key, List.of(values), secret));
  }

  /** Tells it to nobody else afterwards. */
  static Optional<Notice> take(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(NOTICE) instanceof Notice notice)) {
      return Optional.empty();
    }
    session.removeAttribute(NOTICE);
    return Optional.of(notice);
  }
}
