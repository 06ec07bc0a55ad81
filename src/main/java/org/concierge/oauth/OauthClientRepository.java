package org.concierge.oauth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/** The programs that a tenant knows. */
public class OauthClientRepository {
  private static final String COLUMNS =
      "select client_id, tenant_id, name, redirect_uris, created_at from oauth_client ";

  private final Databases databases;

  public OauthClientRepository(Databases databases) {
    this.databases = databases;
  }

  /** The newest first, at most that many. */
  List<OauthClient> list(TenantId tenant, int limit) {
    return databases.inShared(
        tenant,
        connection ->
            clients(
                connection,
                COLUMNS + "where tenant_id = ? order by created_at desc, client_id limit ?",
                tenant.value(),
                limit));
  }

  Optional<OauthClient> find(TenantId tenant, String id) {
    return databases.inShared(
        tenant,
        connection ->
            clients(
                    connection,
                    COLUMNS + "where tenant_id = ? and client_id = ?",
                    tenant.value(),
                    id)
                .stream()
                .findFirst());
  }

  void insert(OauthClient client) {
    databases.inShared(
        client.tenant(),
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into oauth_client (client_id, tenant_id, name, redirect_uris, created_at)"
                      + " values (?, ?, ?, ?, ?)")) {
            insert.setString(1, client.id());
            insert.setString(2, client.tenant().value());
            insert.setString(3, client.name());
            insert.setArray(4, connection.createArrayOf("text", client.redirectUris().toArray()));
            insert.setTimestamp(5, Timestamp.from(client.createdAt()));
            return insert.executeUpdate();
          }
        });
  }

  /**
   * Deletes the program and ends all logins that people have given it.
   *
   * @return whether there was one
   */
  boolean delete(TenantId tenant, String id) {
    return databases.inShared(
        tenant,
        connection -> {
          try (PreparedStatement end =
                  connection.prepareStatement(
                      "update login set ended_at = now()"
                          + " where tenant_id = ? and client = ? and ended_at is null");
              PreparedStatement delete =
                  connection.prepareStatement(
                      "delete from oauth_client where tenant_id = ? and client_id = ?")) {
            end.setString(1, tenant.value());
            end.setString(2, id);
            end.executeUpdate();
            delete.setString(1, tenant.value());
            delete.setString(2, id);
            return delete.executeUpdate() > 0;
          }
        });
  }

  private static List<OauthClient> clients(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        find.setObject(i + 1, parameters[i]);
      }
      List<OauthClient> clients = new ArrayList<>();
      try (ResultSet row = find.executeQuery()) {
        while (row.next()) {
          clients.add(
              new OauthClient(
                  row.getString("client_id"),
                  new TenantId(row.getString("tenant_id")),
                  row.getString("name"),
                  Arrays.asList((String[]) row.getArray("redirect_uris").getArray()),
                  row.getTimestamp("created_at").toInstant()));
        }
      }
      return clients;
    }
  }
}
