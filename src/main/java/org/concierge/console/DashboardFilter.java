package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.concierge.access.Caller;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.RequestId;
import org.concierge.audit.Denials;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/**
 * The edge of the console: guards the address of each page, leads strangers to the sign-in and
 * back, and tells the browser what it may not do with what it gets. Mapped in web.xml, behind the
 * filter that gives each request its id.
 */
public class DashboardFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject private transient CurrentPrincipal caller;
  @Inject private transient RequestId requestId;
  @Inject private transient Denials denials;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    protect(response);
    try {
      Optional<String> elsewhere = elsewhere(request);
      if (elsewhere.isPresent()) {
        response.sendRedirect(request.getContextPath() + elsewhere.get());
        return;
      }
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      if (response.isCommitted()) {
        throw e;
      }
      ErrorPage.forward(request, response, problem(e));
    }
  }

  static void protect(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  }

  /**
   * Where the browser has to go instead; empty if this is the page, and the visitor may see it.
   *
   * @throws Problem NOT_FOUND, FORBIDDEN
   */
  private Optional<String> elsewhere(HttpServletRequest request) {
    String path =
        request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    if (path.equals("/admin-dashboard") || path.equals("/dashboard") || path.equals(Pages.ROOT)) {
      return Optional.of(first(request));
    }
    String name = Pages.name(path).orElseThrow(() -> Problem.notFound("page"));
    if (!path.equals(Pages.path(name))) {
      return Optional.of(Pages.path(name) + query(request));
    }
    refuseOtherSites(request);
    Optional<Principal> visitor = Visitor.of(request, caller);
    Guard guard = Guard.of(Pages.bean(name).orElseThrow());
    try {
      guard.check(visitor);
    } catch (Problem problem) {
      if (problem.type() == ProblemType.UNAUTHENTICATED) {
        return Optional.of(signIn(request, Pages.path(name)));
      }
      visitor.ifPresent(who -> denials.refused(Caller.of(who, requestId), path, problem));
      throw problem;
    }
    return guard.open() ? Optional.empty() : visitor.flatMap(who -> otherTenant(request, who));
  }

  /** Where a visitor begins who has not said where to. */
  private String first(HttpServletRequest request) {
    String page = Visitor.of(request, caller).map(who -> Pages.first(who.scopes())).orElse("login");
    String tenant = tenant(request);
    return Pages.path(page) + (tenant == null ? "" : "?tenant=" + tenant);
  }

  /** A form on another site must not act here, not even to sign somebody in. */
  private static void refuseOtherSites(HttpServletRequest request) {
    if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
      return;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    boolean own =
        site != null
            ? site.equals("same-origin") || site.equals("none")
            // Without a referrer there is no origin either. The host alone counts: in front of us
            // TLS may have ended.
            : origin == null
                || origin.equals("null")
                || origin
                    .replaceFirst("^https?://", "")
                    .equalsIgnoreCase(request.getHeader("Host"));
    if (!own) {
      throw new Problem(ProblemType.FORBIDDEN, "This form came from another site.");
    }
  }

  /**
   * Where a stranger signs in.
   *
   * @param there where they want to be, and are led to
   */
  static String signIn(HttpServletRequest request, String there) {
    boolean ended =
        !request.getMethod().equals("GET")
            || (request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid());
    String tenant = tenant(request);
    return Pages.path("login")
        + "?then="
        + encoded(there + query(request))
        + (tenant == null ? "" : "&tenant=" + tenant)
        + (ended ? "&expired=true" : "");
  }

  /** A link into another tenant does not show this one's rows in its stead. */
  static Optional<String> otherTenant(HttpServletRequest request, Principal visitor) {
    String tenant = tenant(request);
    boolean own = tenant == null || tenant.equals(visitor.tenant().value());
    String here = request.getServletPath() + query(request);
    return own
        ? Optional.empty()
        : Optional.of(Pages.path("tenants") + "?to=" + tenant + "&then=" + encoded(here));
  }

  /** From the address alone, not by getParameter: that would read a form before Faces can. */
  private static String tenant(HttpServletRequest request) {
    String query = request.getQueryString();
    return Stream.of(query == null ? new String[0] : query.split("&"))
        .filter(pair -> pair.startsWith("tenant="))
        .map(pair -> pair.substring("tenant=".length()))
        .findFirst()
        .orElse(null);
  }

  private static Problem problem(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem problem) {
        return problem;
      }
    }
    return new Problem(ProblemType.INTERNAL, "Something went wrong on our side.", failure);
  }

  static String query(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null || !isPlain(query) ? "" : "?" + query;
  }

  /** What is not an address is not carried on. */
  private static boolean isPlain(String query) {
    try {
      return URI.create("/?" + query).getRawQuery().equals(query);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
