package org.concierge.bearer;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Role;
import org.concierge.identity.User;
import org.concierge.persistence.NoDatabase;
import org.concierge.secret.Secrets;
import org.concierge.tenant.TenantId;

/** Bearers and logins with everything about them in memory, and a clock that the test moves. */
public final class Bench {
  public static final TenantId ACME = new TenantId("acme");
  static final String ISSUER = "http://127.0.0.1:8080";

  final MemorySigningKeys stored = new MemorySigningKeys();
  final SigningKeys keys;
  final BearerSigner signer;
  public final Logins logins;
  public final Bearers bearers;
  private final Map<UUID, User> users = new HashMap<>();
  private Instant now = Instant.parse("2030-01-01T12:00:00Z");

  public final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  public Bench(Path home) {
    keys = new SigningKeys(stored, new Secrets(NoDatabase.installation(home)), clock);
    signer = new BearerSigner(keys, ISSUER, clock);
    logins =
        new Logins(
            new MemoryLogins(),
            (tenant, id) ->
                Optional.ofNullable(users.get(id)).filter(user -> user.tenant().equals(tenant)),
            signer,
            clock);
    bearers = new Bearers(signer, logins, (tenant, key) -> Optional.empty());
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  public User user(Role role) {
    return stored(UUID.randomUUID(), role, User.Status.ACTIVE, now);
  }

  /** The same user, changed. */
  User stored(UUID id, Role role, User.Status status, Instant validFrom) {
    User user =
        new User(
            id,
            ACME,
            "ann@example.org",
            "Ann",
            "Sales",
            role,
            Set.of("board"),
            "en",
            status,
            now,
            validFrom,
            Optional.empty());
    users.put(id, user);
    return user;
  }

  public Login login(User user) {
    return logins.begin(user, Channel.PASSWORD, user.role().scopes());
  }
}
