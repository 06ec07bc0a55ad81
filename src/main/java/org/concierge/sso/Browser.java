package org.concierge.sso;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import org.concierge.bearer.ConsoleLogin;
import org.concierge.sso.SigningIn.SignedIn;
import org.concierge.tenant.TenantId;

/**
 * What the browser of a request keeps: a cookie while a sign-in is under way, a session afterwards.
 *
 * @param path the only one below which it shows its cookies
 * @param secure whether it may show them over https only
 */
record Browser(HttpServletRequest request, String path, boolean secure) {
  private static final String SESSION = "org.concierge.sso";

  /**
   * For the logout.
   *
   * @param idToken "" if there was none
   */
  record SsoSession(String tenant, UUID login, String idToken) implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return "SsoSession[" + tenant + "]";
    }
  }

  /** Of the attempt; null if this browser has not begun it. */
  String secret(UUID attempt) {
    Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
    for (Cookie cookie : cookies) {
      if (cookie.getName().equals(Attempt.cookieName(attempt))) {
        return cookie.getValue();
      }
    }
    return null;
  }

  /** The header that makes the browser keep the attempt's secret. */
  String keep(Attempt attempt) {
    return cookie(attempt.id(), attempt.secret(), SsoRepository.LIFETIME.toSeconds());
  }

  /** The header that makes it forget. */
  String forget(UUID attempt) {
    return cookie(attempt, "", 0);
  }

  private String cookie(UUID attempt, String value, long maxAge) {
    // Lax: it must come along when the provider sends the browser back.
    return Attempt.cookieName(attempt)
        + "="
        + value
        + "; Path="
        + path
        + "; Max-Age="
        + maxAge
        + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }

  void enter(SignedIn signedIn) {
    HttpSession former = request.getSession(false);
    if (former != null) {
      // Whoever has planted a session in this browser must not share what follows.
      former.invalidate();
    }
    HttpSession session = request.getSession(true);
    session.setAttribute(ConsoleLogin.ATTRIBUTE, ConsoleLogin.of(signedIn.login()));
    session.setAttribute(
        SESSION,
        new SsoSession(
            signedIn.login().tenant().value(),
            signedIn.login().id(),
            signedIn.identity().idToken().orElse("")));
  }

  /** Ends the session, if it stems from the tenant's provider. */
  Optional<SsoSession> leave(TenantId tenant) {
    HttpSession session = request.getSession(false);
    Object kept = session == null ? null : session.getAttribute(SESSION);
    if (kept instanceof SsoSession sso && sso.tenant().equals(tenant.value())) {
      session.invalidate();
      return Optional.of(sso);
    }
    return Optional.empty();
  }
}
