package org.concierge.sso;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.concierge.problem.Problem;

/** A tenant's identity provider, known by what it has published of itself. Thread safe. */
interface Provider {
  /** Where the browser is sent to. */
  URI authorization(Attempt attempt, URI callback);

  /**
   * Asks the provider who has signed in.
   *
   * @param issuer as the answer to the browser named it; empty if it named none
   * @throws Problem if the provider is away, or cannot be trusted
   */
  Identity identify(Attempt attempt, URI callback, String code, Optional<String> issuer);

  /** Where a browser is sent to at logout; empty if the provider has no such address. */
  Optional<URI> endSession(Optional<String> idToken, URI afterwards);

  /**
   * Reads the provider's word that somebody has logged out.
   *
   * @throws Problem BAD_REQUEST if it is not the provider's
   */
  LoggedOut loggedOut(String logoutToken);

  /**
   * Who has logged out; one of them is there at least.
   *
   * @param subject all sessions of this person, or only the one named beside it
   */
  record LoggedOut(String issuer, Optional<String> subject, Optional<String> session) {}

  /**
   * Who somebody is by the word of a provider, which is checked by now.
   *
   * @param issuer with {@code subject} the only name that lasts
   * @param email "" if the provider tells none
   * @param emailVerified whether the provider says that it has checked
   * @param claims what else it says
   * @param session the provider's own name of the session; empty if it has none
   * @param idToken to be shown at logout; empty without OpenID Connect
   */
  record Identity(
      String issuer,
      String subject,
      String email,
      boolean emailVerified,
      String name,
      Map<String, Object> claims,
      Optional<String> session,
      Optional<String> idToken) {
    @Override
    public String toString() {
      return "Identity[issuer=" + issuer + "]";
    }
  }
}
