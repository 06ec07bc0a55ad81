package org.concierge.sso;

import com.nimbusds.oauth2.sdk.util.URLUtils;
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
  static final int MAX_FORM = 50_000;

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
   * @param form with its {@code logout_token}, as it was sent
   * @return how many logins it were
   * @throws Problem BAD_REQUEST if it is not the provider who says so
   */
  int endedByProvider(TenantId tenant, SingleSignOn settings, String form) {
    List<String> tokens = URLUtils.parseParameters(form).getOrDefault("logout_token", List.of());
    if (tokens.size() != 1) {
      throw Problem.badRequest("\"logout_token\" must come once.");
    }
    List<UUID> ended = repository.take(tenant, providers.of(settings).loggedOut(tokens.get(0)));
    ended.forEach(login -> accounts.end(tenant, login));
    return ended.size();
  }
}
