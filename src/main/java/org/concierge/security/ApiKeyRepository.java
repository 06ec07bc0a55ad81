package org.concierge.security;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.concierge.access.Principal;
import org.concierge.access.Scope;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
import org.concierge.security.ApiKeys.Known;
import org.concierge.tenant.TenantId;

/** Hashes of API keys. */
public class ApiKeyRepository {
  private final Databases databases;

  public ApiKeyRepository(Databases databases) {
    this.databases = databases;
  }

  /** The key that has this hash, unless it is revoked or expired. */
  Optional<Known> findByHash(byte[] hash) {
    return databases.beforeTenant(
        connection -> {
          try (PreparedStatement find =
              connection.prepareStatement(
                  "select id, tenant_id, prefix, scopes, rate_limit, origins"
                      + " from api_key_by_hash(?)")) {
            find.setBytes(1, hash);
            return first(find);
          }
        });
  }

  /** The key with this id, unless it is revoked or expired. */
  Optional<Known> find(TenantId tenant, UUID id) {
    return databases.inShared(
        tenant,
        connection -> {
          try (PreparedStatement find =
              connection.prepareStatement(
                  "select id, tenant_id, prefix, scopes, rate_limit, origins from api_key"
                      + " where tenant_id = ? and id = ? and revoked_at is null"
                      + " and (expires_at is null or expires_at > now())")) {
            find.setString(1, tenant.value());
            find.setObject(2, id);
            return first(find);
          }
        });
  }

  private static Optional<Known> first(PreparedStatement find) throws SQLException {
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? Optional.of(known(row)) : Optional.empty();
    }
  }

  private static Known known(ResultSet row) throws SQLException {
    Principal principal =
        Principal.ofKey(
            row.getObject("id", UUID.class),
            row.getString("prefix"),
            new TenantId(row.getString("tenant_id")),
            scopes(row));
    int perMinute = row.getInt("rate_limit");
    return new Known(
        principal,
        row.wasNull() ? OptionalInt.empty() : OptionalInt.of(perMinute),
        Set.of((String[]) row.getArray("origins").getArray()));
  }

  static Set<Scope> scopes(ResultSet row) throws SQLException {
    return Scope.parseAll((String[]) row.getArray("scopes").getArray());
  }

  void insert(TenantId tenant, String name, ApiKey key, Set<Scope> scopes) {
    databases.inShared(
        tenant,
        connection -> {
          insert(connection, tenant, name, key, scopes, false);
          return null;
        });
  }

  /**
   * Makes the tenant's imported keys exactly these: those no longer in its file stop working.
   *
   * @return those that another tenant has: they open that one, as before, and not this one
   */
  List<Imported> replaceImported(TenantId tenant, Collection<Imported> keys) {
    return databases.inShared(
        tenant,
        connection -> {
          byte[][] hashes = keys.stream().map(key -> key.key().hash()).toArray(byte[][]::new);
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from api_key where tenant_id = ? and imported and not hash = any (?)")) {
            delete.setString(1, tenant.value());
            delete.setArray(2, connection.createArrayOf("bytea", hashes));
            delete.executeUpdate();
          }
          List<Imported> taken = new ArrayList<>();
          for (Imported key : keys) {
            insert(connection, tenant, key.name(), key.key(), key.scopes(), true);
            if (!has(connection, tenant, key.key())) {
              taken.add(key);
            }
          }
          return taken;
        });
  }

  private static boolean has(Connection connection, TenantId tenant, ApiKey key)
      throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement("select from api_key where tenant_id = ? and hash = ?")) {
      find.setString(1, tenant.value());
      find.setBytes(2, key.hash());
      try (ResultSet row = find.executeQuery()) {
        return row.next();
      }
    }
  }

  /** A key that stands in clear in the tenant's file. */
  record Imported(String name, ApiKey key, Set<Scope> scopes) {}

  private static void insert(
      Connection connection,
      TenantId tenant,
      String name,
      ApiKey key,
      Set<Scope> scopes,
      boolean imported)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into api_key (id, tenant_id, name, prefix, hash, scopes, imported)"
                + " values (?, ?, ?, ?, ?, ?, ?) on conflict (hash) do nothing")) {
      Array wire = Statements.texts(connection, Scope.wires(scopes));
      insert.setObject(1, UUID.randomUUID());
      insert.setString(2, tenant.value());
      insert.setString(3, name);
      insert.setString(4, key.prefix());
      insert.setBytes(5, key.hash());
      insert.setArray(6, wire);
      insert.setBoolean(7, imported);
      insert.executeUpdate();
    }
  }

  /** Stops a kind of key at once; the row stays, so that old log lines can be told apart. */
  void revoke(TenantId tenant, String name) {
    databases.inShared(
        tenant,
        connection -> {
          try (PreparedStatement revoke =
              connection.prepareStatement(
                  "update api_key set revoked_at = now()"
                      + " where tenant_id = ? and name = ? and revoked_at is null")) {
            revoke.setString(1, tenant.value());
            revoke.setString(2, name);
            return revoke.executeUpdate();
          }
        });
  }
}
