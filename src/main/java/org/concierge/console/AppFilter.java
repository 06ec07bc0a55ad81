package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.RequestId;
import org.concierge.access.Scope;
import org.concierge.audit.Denials;
import org.concierge.problem.Problem;

/**
 * The edge of the chat page: strangers are led to the console's sign-in and back, who may not ask
 * is told so. The page is a shell that holds nothing of anybody's; its scripts call the API with
 * the console's session. Mapped in web.xml, behind the filter that gives each request its id.
 */
public class AppFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final String PAGE = "/app";

  /** Not below the page's own address: as that of a folder, servers would lead it elsewhere. */
  private static final String SHELL = "/assets/app/shell.html";

  /** Nothing but our own files, and no style or script within a page. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none';"
          + " frame-ancestors 'none'";

  @Inject private transient CurrentPrincipal caller;
  @Inject private transient RequestId requestId;
  @Inject private transient Denials denials;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    DashboardFilter.protect(response);
    response.setHeader("Content-Security-Policy", POLICY);
    String path =
        request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    if (!List.of(PAGE, PAGE + "/", SHELL).contains(path)) {
      // A part of the page, the same for everybody; asked for anew each time, it follows an update.
      response.setHeader("Cache-Control", "no-cache");
      chain.doFilter(request, response);
      return;
    }
    try {
      Optional<String> elsewhere = elsewhere(request, path);
      if (elsewhere.isPresent()) {
        response.sendRedirect(request.getContextPath() + elsewhere.get());
        return;
      }
    } catch (Problem problem) {
      ErrorPage.forward(request, response, problem);
      return;
    }
    request.getRequestDispatcher(SHELL).forward(request, response);
  }

  /**
   * Where the browser has to go instead; empty for the page itself.
   *
   * @throws Problem FORBIDDEN
   */
  private Optional<String> elsewhere(HttpServletRequest request, String path) {
    if (!path.equals(PAGE)) {
      return Optional.of(PAGE + DashboardFilter.query(request));
    }
    Optional<Principal> visitor = Visitor.of(request, caller);
    if (visitor.isEmpty()) {
      return Optional.of(DashboardFilter.signIn(request, PAGE));
    }
    try {
      new Guard(false, List.of(Scope.CHAT), false).check(visitor);
    } catch (Problem problem) {
      denials.refused(Caller.of(visitor.get(), requestId), path, problem);
      throw problem;
    }
    return DashboardFilter.otherTenant(request, visitor.get());
  }
}
