package org.concierge.bearer;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.list;
import static org.concierge.persistence.Statements.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Scope;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/** Logins, and the hashes of their refresh tokens. */
public class LoginRepository {
  private static final String COLUMNS =
      "select id, tenant_id, user_id, channel, scopes, created_at from login ";

  private final Databases databases;

  public LoginRepository(Databases databases) {
    this.databases = databases;
  }

  /** Whose refresh token it was. */
  record Owner(TenantId tenant, UUID login) {}

  /**
   * @param client "" for our own pages
   * @param forgetBefore the person's logins that have not been used since are deleted
   */
  void insert(Login login, String client, Instant forgetBefore) {
    databases.inShared(
        login.tenant(),
        connection -> {
          change(
              connection,
              "delete from login where tenant_id = ? and user_id = ?"
                  + " and coalesce(ended_at, last_used) < ?",
              login.tenant().value(),
              login.user(),
              Timestamp.from(forgetBefore));
          return change(
              connection,
              "insert into login"
                  + " (id, tenant_id, user_id, channel, client, scopes, created_at, last_used)"
                  + " values (?, ?, ?, ?, ?, ?, ?, ?)",
              login.id(),
              login.tenant().value(),
              login.user(),
              login.channel().name(),
              client,
              texts(connection, Scope.wires(login.scopes())),
              Timestamp.from(login.createdAt()),
              Timestamp.from(login.createdAt()));
        });
  }

  /** The login, if it has not ended and was used since; it is noted as used now. */
  Optional<Login> use(TenantId tenant, UUID id, Instant now, Instant usedSince) {
    return databases.inShared(
        tenant,
        connection -> {
          List<Login> found =
              list(
                  connection,
                  LoginRepository::login,
                  COLUMNS + "where tenant_id = ? and id = ? and ended_at is null and last_used > ?",
                  tenant.value(),
                  id,
                  Timestamp.from(usedSince));
          change(
              connection,
              "update login set last_used = ? where tenant_id = ? and id = ? and last_used < ?"
                  + " and ended_at is null",
              Timestamp.from(now),
              tenant.value(),
              id,
              Timestamp.from(now.minus(Duration.ofMinutes(1))));
          return found.stream().findFirst();
        });
  }

  /** Those of a user that have not ended and were used since, the newest first. */
  List<Login> of(TenantId tenant, UUID user, Instant usedSince) {
    return databases.inShared(
        tenant,
        connection ->
            list(
                connection,
                LoginRepository::login,
                COLUMNS
                    + "where tenant_id = ? and user_id = ? and ended_at is null and last_used > ?"
                    + " order by created_at desc, id",
                tenant.value(),
                user,
                Timestamp.from(usedSince)));
  }

  void end(TenantId tenant, UUID id, Instant now) {
    databases.inShared(
        tenant,
        connection ->
            change(
                connection,
                "update login set ended_at = ?"
                    + " where tenant_id = ? and id = ? and ended_at is null",
                Timestamp.from(now),
                tenant.value(),
                id));
  }

  void endAll(TenantId tenant, UUID user, Instant now) {
    databases.inShared(
        tenant,
        connection ->
            change(
                connection,
                "update login set ended_at = ?"
                    + " where tenant_id = ? and user_id = ? and ended_at is null",
                Timestamp.from(now),
                tenant.value(),
                user));
  }

  /** Adds a refresh token and deletes those of the login that have expired. */
  void addRefreshToken(Login login, byte[] hash, Instant now, Instant expiresAt) {
    databases.inShared(
        login.tenant(),
        connection -> {
          change(
              connection,
              "delete from refresh_token"
                  + " where tenant_id = ? and login_id = ? and expires_at < ?",
              login.tenant().value(),
              login.id(),
              Timestamp.from(now));
          return change(
              connection,
              "insert into refresh_token (hash, tenant_id, login_id, expires_at)"
                  + " values (?, ?, ?, ?)",
              hash,
              login.tenant().value(),
              login.id(),
              Timestamp.from(expiresAt));
        });
  }

  /** Uses up a refresh token; one that was used before ends its login instead. */
  Optional<Owner> exchange(
      byte[] given, byte[] successor, String client, Instant now, Duration lifetime) {
    return databases.beforeTenant(
        connection ->
            first(
                connection,
                row ->
                    new Owner(
                        new TenantId(row.getString("tenant_id")),
                        row.getObject("login_id", UUID.class)),
                "select tenant_id, login_id"
                    + " from exchange_refresh_token(?, ?, ?, ?, make_interval(secs => ?))",
                given,
                successor,
                client,
                Timestamp.from(now),
                (double) lifetime.toSeconds()));
  }

  private static Login login(ResultSet row) throws SQLException {
    return new Login(
        row.getObject("id", UUID.class),
        new TenantId(row.getString("tenant_id")),
        row.getObject("user_id", UUID.class),
        Channel.valueOf(row.getString("channel")),
        row.getTimestamp("created_at").toInstant(),
        Scope.parseAll((String[]) row.getArray("scopes").getArray()));
  }
}
