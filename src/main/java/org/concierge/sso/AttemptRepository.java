package org.concierge.sso;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/** Sign-ins that have begun. Each can be ended once, within ten minutes, by who began it. */
public final class AttemptRepository {
  static final Duration LIFETIME = Duration.ofMinutes(10);

  private final Databases databases;

  public AttemptRepository(Databases databases) {
    this.databases = databases;
  }

  /**
   * What was asked for at the begin.
   *
   * @param then the path to go to
   * @param tokens whether a program waits for tokens
   */
  record Wish(String then, boolean tokens) {}

  void insert(TenantId tenant, Attempt attempt, Wish wish) {
    TenantScope.run(
        tenant,
        () ->
            databases.inShared(
                tenant,
                connection -> {
                  try (PreparedStatement clear =
                          connection.prepareStatement(
                              "delete from sso_attempt where tenant_id = ? and expires_at < now()");
                      PreparedStatement insert =
                          connection.prepareStatement(
                              "insert into sso_attempt"
                                  + " (id, tenant_id, hash, then_path, tokens, expires_at)"
                                  + " values (?, ?, ?, ?, ?, now() + make_interval(secs => ?))")) {
                    clear.setString(1, tenant.value());
                    clear.executeUpdate();
                    insert.setObject(1, attempt.id());
                    insert.setString(2, tenant.value());
                    insert.setBytes(3, attempt.hash());
                    insert.setString(4, wish.then());
                    insert.setBoolean(5, wish.tokens());
                    insert.setLong(6, LIFETIME.toSeconds());
                    return insert.executeUpdate();
                  }
                }));
  }

  /** Ends the attempt: whoever asks again, or with another secret, finds nothing. */
  Optional<Wish> take(TenantId tenant, Attempt attempt) {
    return TenantScope.get(
        tenant,
        () ->
            databases.inShared(
                tenant,
                connection -> {
                  try (PreparedStatement take =
                      connection.prepareStatement(
                          "delete from sso_attempt where tenant_id = ? and id = ? and hash = ?"
                              + " and expires_at > now() returning then_path, tokens")) {
                    take.setString(1, tenant.value());
                    take.setObject(2, attempt.id());
                    take.setBytes(3, attempt.hash());
                    try (ResultSet row = take.executeQuery()) {
                      return row.next()
                          ? Optional.of(new Wish(row.getString(1), row.getBoolean(2)))
                          : Optional.<Wish>empty();
                    }
                  }
                }));
  }

  /** Whether somebody in this browser may still end it; for what a failure is told to. */
  static UUID id(String state) {
    try {
      return UUID.fromString(state == null ? "" : state);
    } catch (IllegalArgumentException e) {
      throw SsoProblem.EXPIRED.refused(e);
    }
  }
}
