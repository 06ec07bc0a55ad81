package org.concierge.tenant;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.concierge.tenant.SettingsFile.BadValue;

/**
 * A tenant's own identity provider.
 *
 * @param protocol what it speaks; {@code github.com} needs not be told
 * @param issuer without a slash at its end
 * @param roleClaim the claim that tells the role; empty: roles are kept here, and new users get the
 *     default one
 * @param groupsClaim the claim that tells the groups, so that who has none there has none here;
 *     empty: {@code groups}, where the provider tells it, and else groups are kept here
 * @param allowedDomains of verified e-mails, lower case; empty: any, but then nobody is taken for a
 *     user that exists already
 * @param defaultRole {@code member}, {@code viewer} or {@code none}, which lets nobody in
 */
public record SingleSignOn(
    Protocol protocol,
    URI issuer,
    String clientId,
    Secret clientSecret,
    Optional<String> roleClaim,
    Optional<String> groupsClaim,
    Set<String> allowedDomains,
    String defaultRole) {

  /** What an identity provider speaks. */
  public enum Protocol {
    OPENID,
    /** OAuth 2 with the API of GitHub, or of a GitHub of one's own. */
    GITHUB
  }

  /**
   * Where anybody at all can have an account: without a list of domains all of them could enter.
   */
  private static final Set<String> OPEN_TO_ALL =
      Set.of("github.com", "gitlab.com", "accounts.google.com", "appleid.apple.com");

  /** Empty if the file names no issuer. */
  static Optional<SingleSignOn> read(SettingsFile file) throws BadValue {
    Optional<URI> issuer = file.secureUrl("OIDC_ISSUER");
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    if (issuer.get().getRawQuery() != null || issuer.get().getRawFragment() != null) {
      throw file.bad("OIDC_ISSUER", "must have neither a query nor a fragment");
    }
    Set<String> domains = domains(file.text("OIDC_ALLOWED_DOMAINS").orElse(""));
    if (domains.isEmpty() && OPEN_TO_ALL.contains(issuer.get().getHost())) {
      throw file.bad(
          "OIDC_ALLOWED_DOMAINS", "is needed: everybody can have an account at that provider");
    }
    return Optional.of(
        new SingleSignOn(
            Protocol.valueOf(
                file.oneOf(
                        "OIDC_PROTOCOL",
                        List.of("openid", "github"),
                        "github.com".equals(issuer.get().getHost()) ? "github" : "openid")
                    .toUpperCase(Locale.ROOT)),
            issuer.get(),
            required(file, "OIDC_CLIENT_ID"),
            new Secret(file.text("OIDC_CLIENT_SECRET").orElse("")),
            file.text("OIDC_ROLE_CLAIM"),
            file.text("OIDC_GROUPS_CLAIM"),
            domains,
            file.oneOf("OIDC_DEFAULT_ROLE", List.of("member", "viewer", "none"), "member")));
  }

  private static String required(SettingsFile file, String key) throws BadValue {
    Optional<String> value = file.text(key);
    if (value.isEmpty()) {
      throw file.bad(key, "is needed beside OIDC_ISSUER");
    }
    return value.get();
  }

  private static Set<String> domains(String list) {
    return Arrays.stream(list.split("[\\s,]+"))
        .filter(domain -> !domain.isEmpty())
        .map(domain -> domain.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
