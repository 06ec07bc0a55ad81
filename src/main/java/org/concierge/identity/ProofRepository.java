package org.concierge.identity;

import static org.concierge.identity.UserRepository.at;
import static org.concierge.persistence.Statements.change;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements.SqlWork;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/**
 * How users prove who they are: a password's hash, an identity provider's subject, an invitation.
 * Each method is one transaction, in a scope that it opens itself.
 */
public class ProofRepository {
  private final Databases databases;

  public ProofRepository(Databases databases) {
    this.databases = databases;
  }

  /** Whose invitation it is. */
  record Invited(TenantId tenant, UUID user) {}

  /** An invitation that is to be stored, and to whom it goes. */
  record Sent(User user, byte[] hash, Instant expiresAt) {}

  /** Empty for a user without a password, and for no user. */
  Optional<String> passwordHash(TenantId tenant, UUID id) {
    return text(tenant, "password_hash", id);
  }

  /** Whether an identity provider knows the user. */
  boolean isExternal(TenantId tenant, UUID id) {
    return text(tenant, "issuer", id).isPresent();
  }

  private Optional<String> text(TenantId tenant, String column, UUID id) {
    return in(
        tenant,
        connection -> {
          try (PreparedStatement find =
              connection.prepareStatement(
                  "select " + column + " from app_user where tenant_id = ? and id = ?")) {
            find.setString(1, tenant.value());
            find.setObject(2, id);
            try (ResultSet row = find.executeQuery()) {
              return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
            }
          }
        });
  }

  void setPassword(TenantId tenant, UUID id, String hash, Instant validFrom) {
    in(
        tenant,
        connection ->
            change(
                connection,
                "update app_user set password_hash = ?, valid_from = ?"
                    + " where tenant_id = ? and id = ?",
                hash,
                at(validFrom),
                tenant.value(),
                id));
  }

  /** From now on the identity provider knows this user. */
  void link(TenantId tenant, UUID id, External external) {
    in(
        tenant,
        connection ->
            change(
                connection,
                "update app_user set issuer = ?, subject = ? where tenant_id = ? and id = ?",
                external.issuer(),
                external.subject(),
                tenant.value(),
                id));
  }

  void loggedIn(TenantId tenant, UUID id, Instant time) {
    in(
        tenant,
        connection ->
            change(
                connection,
                "update app_user set last_login = ? where tenant_id = ? and id = ?",
                at(time),
                tenant.value(),
                id));
  }

  /** Stores users who are invited, all or none. */
  void invite(TenantId tenant, List<Sent> invitations) {
    in(
        tenant,
        connection -> {
          for (Sent sent : invitations) {
            UserRepository.insert(connection, sent.user(), null, null);
            store(connection, sent);
          }
          return null;
        });
  }

  /** A new link for a user who is there; the former one is worth nothing then. */
  void renew(Sent sent) {
    in(
        sent.user().tenant(),
        connection -> {
          store(connection, sent);
          return null;
        });
  }

  private static void store(Connection connection, Sent sent) throws SQLException {
    change(
        connection,
        "insert into invitation (tenant_id, user_id, hash, expires_at) values (?, ?, ?, ?)"
            + " on conflict (tenant_id, user_id)"
            + " do update set hash = excluded.hash, expires_at = excluded.expires_at",
        sent.user().tenant().value(),
        sent.user().id(),
        sent.hash(),
        at(sent.expiresAt()));
  }

  Optional<Invited> findInvitation(byte[] hash) {
    return databases.beforeTenant(
        connection -> {
          try (PreparedStatement find =
              connection.prepareStatement("select tenant_id, user_id from invitation_by_hash(?)")) {
            find.setBytes(1, hash);
            try (ResultSet row = find.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Invited(new TenantId(row.getString(1)), row.getObject(2, UUID.class)))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * Uses an invitation up.
   *
   * @param name "" to leave it
   * @return false if somebody else has used it before, or the user is disabled
   */
  boolean accept(Invited invited, byte[] hash, String passwordHash, String name, Instant now) {
    return in(
        invited.tenant(),
        connection ->
            1
                    == change(
                        connection,
                        "delete from invitation where tenant_id = ? and user_id = ? and hash = ?",
                        invited.tenant().value(),
                        invited.user(),
                        hash)
                && 1
                    == change(
                        connection,
                        "update app_user set password_hash = ?, status = 'ACTIVE', valid_from = ?,"
                            + " name = case when ? = '' then name else ? end"
                            + " where tenant_id = ? and id = ? and status <> 'DISABLED'",
                        passwordHash,
                        at(now),
                        name,
                        name,
                        invited.tenant().value(),
                        invited.user()));
  }

  private <T> T in(TenantId tenant, SqlWork<T> work) {
    return TenantScope.get(tenant, () -> databases.inShared(tenant, work));
  }
}
