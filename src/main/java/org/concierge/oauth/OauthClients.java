package org.concierge.oauth;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concierge.access.Caller;
import org.concierge.audit.Audit;
import org.concierge.problem.Problem;
import org.concierge.security.KeyFields;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/** The programs that a tenant knows. Each method opens the tenant's scope itself. Thread safe. */
public final class OauthClients {
  private static final int MAX_LISTED = 500;
  private static final int MAX_URIS = 20;
  private static final int MAX_URI_LENGTH = 500;

  /** Where a program on the person's own machine listens. */
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final OauthClientRepository repository;
  private final Audit audit;
  private final Clock clock;

  public OauthClients(OauthClientRepository repository, Audit audit, Clock clock) {
    this.repository = repository;
    this.audit = audit;
    this.clock = clock;
  }

  /** The newest first. */
  public List<OauthClient> list(TenantId tenant) {
    return TenantScope.get(tenant, () -> repository.list(tenant, MAX_LISTED));
  }

  public Optional<OauthClient> find(TenantId tenant, String id) {
    return TenantScope.get(tenant, () -> repository.find(tenant, id));
  }

  /**
   * @throws Problem BAD_REQUEST for an address that is neither https nor on the person's machine
   */
  public OauthClient create(Caller by, String name, List<String> redirectUris) {
    if (redirectUris == null || redirectUris.isEmpty() || redirectUris.size() > MAX_URIS) {
      throw Problem.badRequest("\"redirect_uris\" must hold 1 to " + MAX_URIS + ".");
    }
    redirectUris.forEach(OauthClients::check);
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    OauthClient client =
        new OauthClient(
            "cc_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random),
            by.tenant(),
            KeyFields.name(name),
            redirectUris,
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    TenantScope.run(by.tenant(), () -> repository.insert(client));
    audit.record(by, "client.created", client.id(), Map.of("name", client.name()));
    return client;
  }

  /**
   * Ends what people have allowed the program, too.
   *
   * @throws Problem NOT_FOUND if the tenant knows no such program
   */
  public void delete(Caller by, String id) {
    if (!TenantScope.get(by.tenant(), () -> repository.delete(by.tenant(), id))) {
      throw Problem.notFound("client");
    }
    audit.record(by, "client.deleted", id, Map.of());
  }

  private static void check(String text) {
    try {
      URI uri = URI.create(String.valueOf(text));
      boolean safe =
          "https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme())
                  && LOOPBACK.contains(String.valueOf(uri.getHost())));
      if (safe
          && text.length() <= MAX_URI_LENGTH
          && uri.getHost() != null
          && uri.getFragment() == null
          && uri.getUserInfo() == null) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // Answered as one that is well formed and not to be had.
    }
    throw Problem.badRequest(
        "\"redirect_uris\" holds one that is neither https://... nor http://127.0.0.1:....");
  }
}
