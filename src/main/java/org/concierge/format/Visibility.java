package org.concierge.format;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.xml.sax.Attributes;

/** Whether a reader sees an element of a web page or document. */
enum Visibility {
  SHOWN,
  /** Not part of the text: menus, scripts, forms. */
  APART,
  /** There, and not to be seen. */
  HIDDEN;

  private static final Set<String> OUTSIDE =
      Set.of(
          "head script noscript style template nav footer aside svg button select textarea iframe"
              .split(" "));
  // Word's own styles for the lines of a table of contents.
  private static final Pattern TABLE_OF_CONTENTS = Pattern.compile("(?i)toc_?\\d");
  private static final Pattern HIDING =
      Pattern.compile(
          "display\\s*:\\s*none|visibility\\s*:\\s*hidden|font-size\\s*:\\s*0(?!\\.)"
              + "|font-size\\s*:\\s*(?:0?\\.\\d+|1)\\s*p[xt]|(?<![\\w-])opacity\\s*:\\s*0(?:\\.0\\d*)?\\s*(?:;|$)"
              + "|(?:text-indent|left|top)\\s*:\\s*-\\d{3,}|mso-hide\\s*:\\s*all");
  private static final Pattern WHITE =
      Pattern.compile(
          "(?<![\\w-])color\\s*:\\s*(?:white|#fff(?:fff)?|#fefefe|transparent"
              + "|rgba?\\(\\s*255\\s*,\\s*255\\s*,\\s*255\\b[^)]*\\))");
  private static final Pattern BACKGROUND = Pattern.compile("background(?:-color|-image)?\\s*:");

  /**
   * @param onColour whether an element around it has a background of its own
   */
  static Visibility of(String name, Attributes attributes, boolean onColour) {
    String style = style(attributes);
    String kind = attributes.getValue("class");
    if (OUTSIDE.contains(name)
        || kind != null && TABLE_OF_CONTENTS.matcher(kind).matches()
        || "navigation".equals(attributes.getValue("role"))
        || "true".equals(attributes.getValue("aria-hidden"))) {
      return APART;
    }
    boolean white = !onColour && WHITE.matcher(style).find() && !hasBackground(attributes);
    return white || attributes.getValue("hidden") != null || HIDING.matcher(style).find()
        ? HIDDEN
        : SHOWN;
  }

  static boolean hasBackground(Attributes attributes) {
    return attributes.getValue("bgcolor") != null || BACKGROUND.matcher(style(attributes)).find();
  }

  private static String style(Attributes attributes) {
    String style = attributes.getValue("style");
    return style == null ? "" : style.toLowerCase(Locale.ROOT);
  }
}
