package org.concierge.oauth;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.concierge.persistence.Databases;
import org.concierge.persistence.Statements;
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
            Statements.list(
                connection,
                OauthClientRepository::client,
                COLUMNS + "where tenant_id = ? order by created_at desc, client_id limit ?",
                tenant.value(),
                limit));
  }

  Optional<OauthClient> find(TenantId tenant, String id) {
    return databases.inShared(
        tenant,
        connection ->
            first(
                connection,
                OauthClientRepository::client,
                COLUMNS + "where tenant_id = ? and client_id = ?",
                tenant.value(),
                id));
  }

  void insert(OauthClient client) {
    databases.inShared(
        client.tenant(),
        connection ->
            change(
                connection,
                "insert into oauth_client (client_id, tenant_id, name, redirect_uris, created_at)"
                    + " values (?, ?, ?, ?, ?)",
                client.id(),
                client.tenant().value(),
                client.name(),
                texts(connection, client.redirectUris()),
                Timestamp.from(client.createdAt())));
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
          change(
              connection,
              "update login set ended_at = now()"
                  + " where tenant_id = ? and client = ? and ended_at is null",
              tenant.value(),
              id);
          return 0
              < change(
                  connection,
                  "delete from oauth_client where tenant_id = ? and client_id = ?",
                  tenant.value(),
                  id);
        });
  }

  private static OauthClient client(ResultSet row) throws SQLException {
    return new OauthClient(
        row.getString("client_id"),
        new TenantId(row.getString("tenant_id")),
        row.getString("name"),
        Arrays.asList((String[]) row.getArray("redirect_uris").getArray()),
        row.getTimestamp("created_at").toInstant());
  }
}
