package org.concierge.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.problem.Problem;
import org.concierge.tenant.Tenant;
import org.concierge.tenant.Tenants;
import org.concierge.visit.Door;
import org.concierge.visit.Visiting;

/**
 * Which pages of other origins a browser lets talk to us: those of the widget that the address
 * names at the routes of the widgets, the tenant's allowed ones elsewhere, and all where our
 * scripts are fetched. Cookies never come along.
 */
public class CrossOriginFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String API = "/api/v1/";
  private static final String HEADERS =
      "Accept, Authorization, Content-Type, X-API-Key, X-Request-Id, X-Tenant-ID, X-Widget-Token";
  private static final String EXPOSED =
      "ETag, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, X-Next-Cursor,"
          + " X-Request-Id";

  /** Of the employees' own page, which no other page needs. */
  private static final String CHAT_PAGE = "/assets/app/";

  /** Where visitors come in, who have no credential to tell their tenant by. */
  private static final Set<String> OF_WIDGETS =
      Set.of("customer-chat", "widget-config", "inquiries");

  @Inject private transient Visiting visiting;
  @Inject private transient Tenants tenants;
  @Inject private transient CurrentPrincipal caller;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path =
        request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    if (path.startsWith(CHAT_PAGE)) {
      chain.doFilter(request, response);
      return;
    }
    if (!path.startsWith(API)) {
      // Scripts say nothing that is not for everybody; modules come by no other way.
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
      response.setHeader("Cache-Control", "public, max-age=300");
      chain.doFilter(request, response);
      return;
    }
    String origin = request.getHeader("Origin");
    response.addHeader("Vary", "Origin");
    if (origin == null || !admits(path.substring(API.length()), origin, request)) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Access-Control-Allow-Origin", origin);
    if (isPreflight(request)) {
      response.setHeader("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE");
      response.setHeader("Access-Control-Allow-Headers", HEADERS);
      response.setHeader("Access-Control-Max-Age", "600");
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    response.setHeader("Access-Control-Expose-Headers", EXPOSED);
    chain.doFilter(request, response);
  }

  private static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  private boolean admits(String route, String origin, HttpServletRequest request) {
    Optional<Principal> known = caller.find();
    if (OF_WIDGETS.contains(route) && known.isEmpty()) {
      return admitsVisitors(request);
    }
    // Nothing is told to the page of one tenant about another: without a credential all that it is
    // told is that it needs one.
    return known
        .map(principal -> settings(principal).map(Tenant::allowedOrigins).orElse(Set.of()))
        .map(allowed -> allowed.contains(origin))
        .orElseGet(
            () -> tenants.all().stream().anyMatch(it -> it.allowedOrigins().contains(origin)));
  }

  private boolean admitsVisitors(HttpServletRequest request) {
    try {
      return Door.announced(request).filter(visiting::admits).isPresent();
    } catch (Problem problem) {
      // The route itself says what is wrong.
      return false;
    }
  }

  private Optional<Tenant> settings(Principal principal) {
    return tenants.all().stream()
        .filter(tenant -> tenant.id().equals(principal.tenant()))
        .findFirst();
  }
}
