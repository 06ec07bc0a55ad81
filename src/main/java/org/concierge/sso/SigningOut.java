package org.concierge.sso;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.problem.Problem;
import org.concierge.tenant.SingleSignOn;
import org.concierge.tenant.TenantId;

/** Ends logins together with the sessions at the identity provider. Thread safe. */
public final class SigningOut {
  /** Longer than any token of a provider. */
  private static final int MAX_TOKEN = 50_000;

  private final Providers providers;
  private final SsoRepository repository;
  private final Accounts accounts;

  public SigningOut(Providers providers, SsoRepository repository, Accounts accounts) {
    this.providers = providers;
    this.repository = repository;
    this.accounts = accounts;
  }

  /** Ends a login here, and says where its session at the provider is ended, if anywhere. */
  Optional<URI> end(
      TenantId tenant, SingleSignOn settings, UUID login, Optional<String> idToken, URI then) {
    accounts.end(tenant, login);
    try {
      return providers.of(settings).endSession(idToken, then);
    } catch (SsoProblem.Refused e) {
      // The provider is away: that must not keep anybody in here.
      return Optional.empty();
    }
  }

  /**
   * Ends what the provider says is over.
   *
   * @return how many logins it were
   * @throws Problem BAD_REQUEST if it is not the provider who says so
   */
  int endedByProvider(TenantId tenant, SingleSignOn settings, String logoutToken) {
    if (logoutToken == null || logoutToken.isEmpty() || logoutToken.length() > MAX_TOKEN) {
      throw Problem.badRequest("\"logout_token\" is missing or too long.");
    }
    List<UUID> ended = repository.take(tenant, providers.of(settings).loggedOut(logoutToken));
    ended.forEach(login -> accounts.end(tenant, login));
    return ended.size();
  }
}
