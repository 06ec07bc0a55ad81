package org.concierge.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.concierge.problem.Problem;
import org.concierge.tenant.SingleSignOn;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.Tenants;

/**
 * The way in by a tenant's own identity provider.
 *
 * @param provider as people call it, else its host
 */
record CompanySignOn(TenantId tenant, String provider) {
  /** What people call the providers that many use. */
  private static final Map<String, String> KNOWN =
      Map.of(
          "accounts.google.com", "Google",
          "login.microsoftonline.com", "Microsoft",
          "github.com", "GitHub",
          "gitlab.com", "GitLab");

  /** Empty for a tenant that has none, is unknown or cannot be read: which, is not told. */
  static Optional<CompanySignOn> of(Tenants tenants, String id) {
    try {
      return TenantId.parse(id)
          .flatMap(
              tenant ->
                  tenants
                      .get(tenant)
                      .singleSignOn()
                      .map(SingleSignOn::issuer)
                      .map(issuer -> issuer.getHost())
                      .map(host -> new CompanySignOn(tenant, KNOWN.getOrDefault(host, host))));
    } catch (Problem problem) {
      return Optional.empty();
    }
  }

  /**
   * @param then a path of this server; anything else leads to the first page
   */
  String link(String then) {
    String target = Pages.isLocal(then) ? then : Pages.ROOT;
    return "/api/v1/auth/oidc/"
        + tenant
        + "?then="
        + URLEncoder.encode(target, StandardCharsets.UTF_8);
  }
}
