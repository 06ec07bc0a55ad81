package org.concierge.console;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.regex.Pattern;
import org.concierge.access.Public;
import org.concierge.access.RequestId;
import org.concierge.access.Scope;
import org.concierge.persistence.Databases;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;

/** What is shown in place of a page that cannot be, with the way back. */
@Page
@Public("Says what went wrong, in words of ours.")
public class ErrorPage {
  private static final Logger LOG = System.getLogger(ErrorPage.class.getName());
  private static final String PROBLEM = "org.concierge.problem";
  private static final String AGAIN = "org.concierge.again";

  /** Of whatever a page can be about. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private HttpServletRequest request;
  private Visit visit;
  private Databases databases;

  ErrorPage() {}

  @Inject
  ErrorPage(HttpServletRequest request, Visit visit, Databases databases) {
    this.request = request;
    this.visit = visit;
    this.databases = databases;
  }

  /** Shows it as the answer to this request, in place of all that was written so far. */
  static void forward(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    log(request, problem);
    // With the headers: two policies with two nonces would let no script run.
    response.reset();
    DashboardFilter.protect(response);
    response.setHeader("X-Request-Id", String.valueOf(request.getAttribute(RequestId.ATTRIBUTE)));
    response.setStatus(problem.type().status());
    problem
        .retryAfter()
        .ifPresent(delay -> response.setHeader("Retry-After", String.valueOf(delay.toSeconds())));
    request.setAttribute(PROBLEM, problem);
    request.setAttribute(AGAIN, again(request));
    try {
      request.getRequestDispatcher(Pages.path("error")).forward(new Reading(request), response);
    } catch (ServletException | RuntimeException e) {
      LOG.log(Level.ERROR, "The error page itself cannot be shown", e);
      if (!response.isCommitted()) {
        response.resetBuffer();
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println("Something went wrong. Please try again.");
      }
    }
  }

  /** The address of the page that failed; after a form, with what that page is about. */
  private static String again(HttpServletRequest request) {
    String page = request.getContextPath() + request.getServletPath();
    if (request.getMethod().equals("GET")) {
      return page + DashboardFilter.query(request);
    }
    String id = request.getParameter("id");
    return id == null || !ID.matcher(id).matches() ? page : page + "?id=" + id;
  }

  /** What is on our side, with its cause. */
  static void log(HttpServletRequest request, Problem problem) {
    if (problem.type().status() >= 500) {
      LOG.log(
          Level.ERROR,
          "request " + request.getAttribute(RequestId.ATTRIBUTE) + ": " + problem.detail(),
          problem.getCause());
    }
  }

  public int getStatus() {
    return type().status();
  }

  /** Of the texts that say what it is and what to do. */
  public String getKind() {
    return switch (type()) {
      case FORBIDDEN -> "forbidden";
      case NOT_FOUND -> "missing";
      case UNAVAILABLE, TENANT_UNAVAILABLE -> whatIsAway();
      default -> "broken";
    };
  }

  /** What all tenants share is asked again: if that answers, it is what this tenant has alone. */
  private String whatIsAway() {
    if (!visit.isSignedIn() || visit.principal().may(Scope.PLATFORM)) {
      return "away";
    }
    if (!visit.isReadable()) {
      return "settings";
    }
    try {
      databases.ping();
      return "database";
    } catch (Problem problem) {
      return "away";
    }
  }

  /** The address that may work after a while; "" where trying again changes nothing. */
  public String getAgain() {
    return getStatus() == 503 ? String.valueOf(request.getAttribute(AGAIN)) : "";
  }

  /** By which the cause is found in the log. */
  public String getRequestId() {
    return String.valueOf(request.getAttribute(RequestId.ATTRIBUTE));
  }

  private ProblemType type() {
    return request.getAttribute(PROBLEM) instanceof Problem problem
        ? problem.type()
        : ProblemType.NOT_FOUND;
  }

  /** Whatever was sent to the page that failed is not for this one. */
  private static final class Reading extends HttpServletRequestWrapper {
    Reading(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getMethod() {
      return "GET";
    }

    @Override
    public String getParameter(String name) {
      return null;
    }

    @Override
    public String[] getParameterValues(String name) {
      return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.emptyEnumeration();
    }
  }
}
