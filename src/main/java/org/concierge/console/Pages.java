package org.concierge.console;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concierge.access.Scope;

/** The addresses of the pages, and the beans behind them. */
final class Pages {
  static final String ROOT = "/dashboard/";

  private static final Pattern PAGE = Pattern.compile(ROOT + "([a-z]{1,20})(\\.xhtml)?");

  /** Nothing but a path here: neither another host nor what a browser makes one out of. */
  private static final Pattern LOCAL =
      Pattern.compile("/(?!/)[A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,2000}");

  private Pages() {}

  /** The address of a page, without a query. */
  static String path(String name) {
    return ROOT + name + ".xhtml";
  }

  /** The name of the page at this path, with or without its extension, if there is one. */
  static Optional<String> name(String path) {
    Matcher matcher = PAGE.matcher(path);
    return matcher.matches() && bean(matcher.group(1)).isPresent()
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }

  /** The class that is called as the page is, if it is one of a page. */
  static Optional<Class<?>> bean(String name) {
    String simple = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Page";
    try {
      Class<?> found =
          Class.forName(
              Pages.class.getPackageName() + "." + simple, false, Pages.class.getClassLoader());
      return found.isAnnotationPresent(Page.class) ? Optional.of(found) : Optional.empty();
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      // The latter for a name that differs in case alone, where file names do not.
      return Optional.empty();
    }
  }

  /** Whether a browser may be sent there because a parameter says so. */
  static boolean isLocal(String address) {
    return address != null && LOCAL.matcher(address).matches();
  }

  /** The name of the page with which somebody begins who may do this. */
  static String first(Set<Scope> scopes) {
    if (scopes.contains(Scope.USAGE)) {
      return "index";
    }
    return scopes.contains(Scope.PLATFORM) ? "platform" : "account";
  }

  /** For a use as outcome of an action: the browser asks for the page anew. */
  static String redirect(String name) {
    return path(name) + "?faces-redirect=true";
  }
}
