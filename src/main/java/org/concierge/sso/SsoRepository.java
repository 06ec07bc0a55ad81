package org.concierge.sso;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements.SqlWork;
import org.concierge.sso.Provider.Identity;
import org.concierge.sso.Provider.LoggedOut;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * Sign-ins that have begun, each of which can be ended once, within ten minutes, by who began it;
 * and which login stems from which session at the provider, so that both can end together.
 */
public final class SsoRepository {
  static final Duration LIFETIME = Duration.ofMinutes(10);

  /** A login that was not used for a month is over by itself. */
  private static final int KEPT_DAYS = 90;

  private final Databases databases;

  public SsoRepository(Databases databases) {
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
    inTenant(
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
        });
  }

  /** Ends the attempt: whoever asks again, or with another secret, finds nothing. */
  Optional<Wish> take(TenantId tenant, Attempt attempt) {
    return inTenant(
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
        });
  }

  void insert(TenantId tenant, UUID login, Identity identity) {
    inTenant(
        tenant,
        connection -> {
          try (PreparedStatement clear =
                  connection.prepareStatement(
                      "delete from sso_login where tenant_id = ?"
                          + " and created_at < now() - make_interval(days => ?)");
              PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into sso_login"
                          + " (login_id, tenant_id, issuer, subject, session)"
                          + " values (?, ?, ?, ?, ?)")) {
            clear.setString(1, tenant.value());
            clear.setInt(2, KEPT_DAYS);
            clear.executeUpdate();
            insert.setObject(1, login);
            insert.setString(2, tenant.value());
            insert.setString(3, identity.issuer());
            insert.setString(4, identity.subject());
            insert.setString(5, identity.session().orElse(null));
            return insert.executeUpdate();
          }
        });
  }

  /** Forgets the logins that the provider has ended, and tells which they were. */
  List<UUID> take(TenantId tenant, LoggedOut ended) {
    return inTenant(
        tenant,
        connection -> {
          try (PreparedStatement take =
              connection.prepareStatement(
                  "delete from sso_login where tenant_id = ? and issuer = ?"
                      + " and (?::text is null or subject = ?)"
                      + " and (?::text is null or session = ?) returning login_id")) {
            String subject = ended.subject().orElse(null);
            String session = ended.session().orElse(null);
            take.setString(1, tenant.value());
            take.setString(2, ended.issuer());
            take.setString(3, subject);
            take.setString(4, subject);
            take.setString(5, session);
            take.setString(6, session);
            List<UUID> logins = new ArrayList<>();
            try (ResultSet row = take.executeQuery()) {
              while (row.next()) {
                logins.add(row.getObject(1, UUID.class));
              }
            }
            return logins;
          }
        });
  }

  private <T> T inTenant(TenantId tenant, SqlWork<T> work) {
    return TenantScope.get(tenant, () -> databases.inShared(tenant, work));
  }
}
