package org.concierge.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements.SqlWork;
import org.concierge.tenant.TenantId;
import org.concierge.tenant.TenantScope;

/** Who may log in under a name, and where they have logged in from before. */
public class AccountRepository {
  /** As many as the database function gives; few people are in more tenants by password. */
  static final int MAX = 5;

  /** A home's address changes; one that was left this long ago proves nothing. */
  private static final String REMEMBERED = "interval '30 days'";

  private final Databases databases;

  public AccountRepository(Databases databases) {
    this.databases = databases;
  }

  /** An active user with a password. */
  record Account(TenantId tenant, UUID user, String passwordHash) {
    @Override
    public String toString() {
      return "Account[" + user + "]";
    }
  }

  /**
   * At most {@link #MAX}, those who logged in last first.
   *
   * @param tenant null for any
   */
  List<Account> find(String login, String tenant) {
    return databases.beforeTenant(
        connection -> {
          try (PreparedStatement find =
              connection.prepareStatement(
                  "select tenant_id, id, password_hash from users_by_email(?, ?)")) {
            find.setString(1, login);
            find.setString(2, tenant);
            List<Account> accounts = new ArrayList<>();
            try (ResultSet row = find.executeQuery()) {
              while (row.next()) {
                accounts.add(
                    new Account(
                        new TenantId(row.getString(1)),
                        row.getObject(2, UUID.class),
                        row.getString(3)));
              }
            }
            return accounts;
          }
        });
  }

  /** Whether the user has logged in from this very address in the last 30 days. */
  boolean knows(Account account, String address) {
    return in(
        account.tenant(),
        connection -> {
          try (PreparedStatement find =
              connection.prepareStatement(
                  "select from login_address where tenant_id = ? and user_id = ? and address = ?"
                      + " and seen_at > now() - "
                      + REMEMBERED)) {
            find.setString(1, account.tenant().value());
            find.setObject(2, account.user());
            find.setBytes(3, hash(address));
            try (ResultSet row = find.executeQuery()) {
              return row.next();
            }
          }
        });
  }

  void remember(Account account, String address) {
    in(
        account.tenant(),
        connection -> {
          try (PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into login_address (tenant_id, user_id, address, seen_at)"
                          + " values (?, ?, ?, now())"
                          + " on conflict (tenant_id, user_id, address)"
                          + " do update set seen_at = now()");
              PreparedStatement delete =
                  connection.prepareStatement(
                      "delete from login_address where tenant_id = ? and user_id = ?"
                          + " and seen_at < now() - "
                          + REMEMBERED)) {
            insert.setString(1, account.tenant().value());
            insert.setObject(2, account.user());
            insert.setBytes(3, hash(address));
            insert.executeUpdate();
            delete.setString(1, account.tenant().value());
            delete.setObject(2, account.user());
            return delete.executeUpdate();
          }
        });
  }

  private <T> T in(TenantId tenant, SqlWork<T> work) {
    return TenantScope.get(tenant, () -> databases.inShared(tenant, work));
  }

  /** Addresses are few, so this hides little; but nobody reads them by chance. */
  private static byte[] hash(String address) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
