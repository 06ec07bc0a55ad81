package org.concierge.console;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** Sends the browser elsewhere, where an outcome of Faces cannot. */
final class Browser {
  private Browser() {}

  /**
   * @param path on this server, from its root, with its query
   * @return null, for the use as outcome
   */
  static String to(String path) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ExternalContext external = faces.getExternalContext();
    try {
      external.redirect(external.getRequestContextPath() + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    faces.responseComplete();
    return null;
  }

  /** Scheme, host and port as this browser reaches us, without a slash at the end. */
  static String origin(HttpServletRequest request) {
    return URI.create(request.getRequestURL().toString())
        .resolve("/")
        .toString()
        .replaceFirst("/$", "");
  }
}
