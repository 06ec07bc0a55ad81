package org.concierge.http;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.concierge.access.RequestId;
import org.concierge.debuglog.DebugEntry;
import org.concierge.debuglog.DebugLog;
import org.concierge.limit.TrustedProxies;
import org.concierge.metrics.Metrics;

/**
 * The outermost edge: gives each request its id, logs how it ended (never what it said) and leads
 * the addresses that existing clients use at the root to their place in the API.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class EdgeFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger("org.concierge.requests");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String API = "/api/v1";

  private static final String WELL_KNOWN = "/.well-known/";

  /** Where people want to be who type the server's name. */
  private static final String CHAT_PAGE = "/app";

  /** The addresses that answer at the root too; those that end in a slash stand for all below. */
  private static final List<String> AT_THE_ROOT =
      List.of(
          "/chat",
          "/upload",
          "/media-info",
          "/admin/documents",
          "/admin/documents/",
          "/admin/sessions",
          "/admin/sessions/",
          "/debug-rag",
          "/customer-chat",
          "/widget-config",
          "/api-debug/logs",
          "/oauth/authorize",
          "/oauth/token",
          "/v1/",
          "/mcp",
          WELL_KNOWN);

  @Inject private transient Metrics metrics;
  @Inject private transient DebugLog debugLog;
  @Inject private transient TrustedProxies proxies;

  /** For the server, which injects what is needed. */
  public EdgeFilter() {}

  EdgeFilter(Metrics metrics, DebugLog debugLog, TrustedProxies proxies) {
    this.metrics = metrics;
    this.debugLog = debugLog;
    this.proxies = proxies;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long began = System.nanoTime();
    String given = request.getHeader("X-Request-Id");
    String id = given != null && ID.matcher(given).matches() ? given : UUID.randomUUID().toString();
    request.setAttribute(RequestId.ATTRIBUTE, id);
    proxies.note(request);
    response.setHeader("X-Request-Id", id);
    response.setHeader("X-Content-Type-Options", "nosniff");
    String path =
        request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    boolean alias = isAtTheRoot(path);
    if (alias || path.startsWith(API)) {
      // What is well known, and what a page looks like, says itself how long it may be kept.
      if (!path.contains(WELL_KNOWN) && !path.endsWith("/widget-config")) {
        response.setHeader("Cache-Control", "no-store");
      }
      // Proxies that gather a response before they pass it on would turn a stream into a wait.
      response.setHeader("X-Accel-Buffering", "no");
    }
    try {
      if (alias) {
        request.getRequestDispatcher(API + path).forward(request, response);
      } else if (path.isEmpty() || path.equals("/")) {
        response.sendRedirect(request.getContextPath() + CHAT_PAGE);
      } else {
        chain.doFilter(request, response);
      }
    } finally {
      if (request.isAsyncStarted()) {
        request
            .getAsyncContext()
            .addListener(new WhenComplete(() -> ended(request, response, id, path, began)));
      } else {
        ended(request, response, id, path, began);
      }
    }
  }

  private static boolean isAtTheRoot(String path) {
    return AT_THE_ROOT.stream()
        .anyMatch(alias -> alias.endsWith("/") ? path.startsWith(alias) : path.equals(alias));
  }

  private void ended(
      HttpServletRequest request,
      HttpServletResponse response,
      String id,
      String path,
      long began) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    log(request, response, id, path, took);
    if (isAtTheRoot(path) || path.startsWith(API)) {
      RouteFilter.Seen seen = RouteFilter.of(request);
      metrics.request(seen.route(), response.getStatus(), seen.tenant(), took);
      debugLog.add(
          seen.tenant(),
          new DebugEntry(
              Instant.now(),
              id,
              seen.route(),
              response.getStatus(),
              took.toMillis(),
              seen.caller(),
              ProblemMapper.told(request)));
    }
  }

  private static void log(
      HttpServletRequest request,
      HttpServletResponse response,
      String id,
      String path,
      Duration took) {
    LOG.log(
        Level.INFO,
        () ->
            "request="
                + id
                + " method="
                + request.getMethod()
                + " path="
                + printable(path)
                + " status="
                + response.getStatus()
                + " ms="
                + took.toMillis());
  }

  /** A line break in an address would let its sender write log lines. */
  private static String printable(String path) {
    String shown = path.length() > 200 ? path.substring(0, 200) : path;
    return shown.replaceAll("[^\\x21-\\x7e]", "?");
  }

  /** Runs when an asynchronous request ends, however it ends. */
  private record WhenComplete(Runnable then) implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      then.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // Followed by onComplete.
    }

    @Override
    public void onError(AsyncEvent event) {
      // Followed by onComplete.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
