package org.concierge.console;

import jakarta.faces.context.FacesContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The address of the API's twin of what a page shows, for a browser that fetches it as a file. */
final class ApiLink {
  private ApiLink() {}

  /**
   * It stays in the visitor's tenant.
   *
   * @param path below the API's root, without a slash before it
   * @param query names and values in turn; those with an empty value are left out
   */
  static String of(Visit visit, String path, String... query) {
    StringBuilder link =
        new StringBuilder(
            FacesContext.getCurrentInstance().getExternalContext().getRequestContextPath());
    link.append("/api/v1/").append(path).append("?tenant=").append(visit.getTenant());
    for (int i = 0; i < query.length; i += 2) {
      if (!query[i + 1].isEmpty()) {
        link.append('&').append(query[i]).append('=');
        link.append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
      }
    }
    return link.toString();
  }
}
