package org.concierge.security;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.concierge.access.CurrentPrincipal;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.bearer.Bearers;
import org.concierge.bearer.ConsoleLogin;
import org.concierge.bearer.Logins;
import org.concierge.limit.Blocklist;
import org.concierge.limit.TrustedProxies;
import org.concierge.problem.Problem;
import org.concierge.problem.ProblemType;
import org.concierge.security.ApiKeys.Known;

/**
 * Reads the credential of each request. It never answers by itself: a request without a usable
 * credential goes on as nobody's, and the endpoint's {@code Requires} turns it away, in our own
 * words and alike on every server.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class ConciergeMechanism implements HttpAuthenticationMechanism {
  private static final String UNKNOWN = "The credential is unknown, expired or revoked.";
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private ApiKeys apiKeys;
  private KeyUses uses;
  private Blocklist blocklist;
  private TrustedProxies proxies;
  private Bearers bearers;
  private Logins logins;

  ConciergeMechanism() {}

  @Inject
  ConciergeMechanism(
      ApiKeys apiKeys,
      KeyUses uses,
      Blocklist blocklist,
      TrustedProxies proxies,
      Bearers bearers,
      Logins logins) {
    this.apiKeys = apiKeys;
    this.uses = uses;
    this.blocklist = blocklist;
    this.proxies = proxies;
    this.bearers = bearers;
    this.logins = logins;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Optional<Principal> principal;
    Optional<String> credential = Optional.empty();
    try {
      credential = hasTokenOfItsOwn(request) ? Optional.empty() : Credentials.of(request);
      // What a program sends on purpose goes before what a browser sends by itself.
      principal =
          credential.isPresent()
              ? Optional.of(sent(credential.get(), request))
              : inSession(request);
    } catch (Problem problem) {
      CurrentPrincipal.refuse(request, problem);
      return context.doNothing();
    }
    if (principal.isEmpty()) {
      return context.doNothing();
    }
    CurrentPrincipal.accept(request, principal.get());
    return context.notifyContainerAboutLogin(
        shown(principal.get(), credential), groups(principal.get()));
  }

  /** To other parts of the server a bearer is what MicroProfile JWT says it is. */
  private static java.security.Principal shown(Principal principal, Optional<String> credential) {
    return credential
        .filter(Bearers::isMeant)
        .map(bearer -> Bearers.shown(bearer, principal))
        .orElse(principal);
  }

  private static Set<String> groups(Principal principal) {
    Set<String> groups = new HashSet<>(Scope.wires(principal.scopes()));
    principal.person().ifPresent(person -> groups.add(person.role().wire()));
    return groups;
  }

  private Principal sent(String credential, HttpServletRequest request) {
    if (!Bearers.isMeant(credential)) {
      // A server asks for the credential before any filter of ours has seen the request.
      proxies.note(request);
      Known key = recognised(credential, TrustedProxies.client(request));
      return counted(key, key.principal(), request);
    }
    Principal principal = bearers.verify(credential);
    return principal.person().isPresent()
        ? principal
        : counted(
            apiKeys
                .find(principal.tenant(), principal.id())
                .orElseThrow(ConciergeMechanism::unknown),
            principal,
            request);
  }

  /** A good key is let in from anywhere: whoever shares its address may have tried others. */
  private Known recognised(String key, String address) {
    Optional<Known> known = apiKeys.recognise(key);
    if (known.isPresent()) {
      return known.get();
    }
    blocklist.check(address, key);
    blocklist.failed(address, key);
    throw unknown();
  }

  private Principal counted(Known key, Principal principal, HttpServletRequest request) {
    KeyLimits.note(key, request);
    uses.count(principal);
    return principal;
  }

  private Optional<Principal> inSession(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null
        || !(session.getAttribute(ConsoleLogin.ATTRIBUTE) instanceof ConsoleLogin)) {
      return Optional.empty();
    }
    ConsoleLogin login = (ConsoleLogin) session.getAttribute(ConsoleLogin.ATTRIBUTE);
    Principal principal =
        logins.current(login.tenantId(), login.login()).orElseThrow(ConciergeMechanism::unknown);
    if (!SAFE.contains(request.getMethod())
        && !isPage(request.getServletPath())
        && !isEqual(login.csrfToken(), request.getHeader("X-CSRF-Token"))) {
      throw new Problem(
          ProblemType.FORBIDDEN, "A browser's session changes things only with X-CSRF-Token.");
    }
    return Optional.of(principal);
  }

  /** The metrics' token is nobody's key: looked up as one, each scrape would count as a guess. */
  private static boolean hasTokenOfItsOwn(HttpServletRequest request) {
    return request.getRequestURI().equals(request.getContextPath() + "/api/v1/metrics");
  }

  /** Pages guard their forms themselves, by their view state. */
  private static boolean isPage(String path) {
    return path.startsWith("/dashboard/") || path.equals("/app") || path.startsWith("/app/");
  }

  private static boolean isEqual(String expected, String given) {
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static Problem unknown() {
    return new Problem(ProblemType.UNAUTHENTICATED, UNKNOWN);
  }
}
