package org.concierge.oauth;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.concierge.access.Scope;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/** What people are asked, and the hashes of the codes that are their answers. */
public class AuthorizationRepository {
  private static final String COLUMNS =
      "id, tenant_id, user_id, client_id, redirect_uri, challenge, scopes";

  private final Databases databases;

  public AuthorizationRepository(Databases databases) {
    this.databases = databases;
  }

  /** Stores what a person is asked, and forgets what they were asked in days gone by. */
  void insert(AuthorizationRequest request, Instant expiresAt, Instant forgetBefore) {
    databases.inShared(
        request.tenant(),
        connection -> {
          change(
              connection,
              "delete from authorization_request"
                  + " where tenant_id = ? and user_id = ? and expires_at < ?",
              request.tenant().value(),
              request.user(),
              Timestamp.from(forgetBefore));
          return change(
              connection,
              "insert into authorization_request ("
                  + COLUMNS
                  + ", state, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              request.id(),
              request.tenant().value(),
              request.user(),
              request.client(),
              request.redirectUri(),
              request.challenge(),
              texts(connection, Scope.wires(request.scopes())),
              request.state().orElse(null),
              Timestamp.from(expiresAt));
        });
  }

  /** One that this user has not answered yet. */
  Optional<AuthorizationRequest> open(TenantId tenant, UUID user, UUID id, Instant now) {
    return databases.inShared(
        tenant,
        connection ->
            first(
                connection,
                row -> request(row, Optional.ofNullable(row.getString("state"))),
                "select "
                    + COLUMNS
                    + ", state from authorization_request where tenant_id = ? and user_id = ?"
                    + " and id = ? and code_hash is null and expires_at > ?",
                tenant.value(),
                user,
                id,
                Timestamp.from(now)));
  }

  /**
   * The person says yes.
   *
   * @return false if they had answered before
   */
  boolean approve(AuthorizationRequest request, byte[] codeHash, Instant expiresAt) {
    return databases.inShared(
        request.tenant(),
        connection ->
            change(
                    connection,
                    "update authorization_request set code_hash = ?, expires_at = ?"
                        + " where tenant_id = ? and id = ? and code_hash is null",
                    codeHash,
                    Timestamp.from(expiresAt),
                    request.tenant().value(),
                    request.id())
                > 0);
  }

  /** The person says no. */
  boolean delete(AuthorizationRequest request) {
    return databases.inShared(
        request.tenant(),
        connection ->
            change(
                    connection,
                    "delete from authorization_request"
                        + " where tenant_id = ? and id = ? and code_hash is null",
                    request.tenant().value(),
                    request.id())
                > 0);
  }

  /** Uses up a code; one that was used before ends the login that it began instead. */
  Optional<AuthorizationRequest> use(byte[] codeHash, Instant now) {
    return databases.beforeTenant(
        connection ->
            first(
                connection,
                row -> request(row, Optional.empty()),
                "select " + COLUMNS + " from use_authorization_code(?, ?)",
                codeHash,
                Timestamp.from(now)));
  }

  /**
   * Notes the login that a code's use has begun.
   *
   * @return false if the code has come again meanwhile: then the login must end
   */
  boolean begun(AuthorizationRequest request, UUID login) {
    return databases.inShared(
        request.tenant(),
        connection ->
            change(
                    connection,
                    "update authorization_request set login_id = ?"
                        + " where tenant_id = ? and id = ? and not reused",
                    login,
                    request.tenant().value(),
                    request.id())
                > 0);
  }

  private static AuthorizationRequest request(ResultSet row, Optional<String> state)
      throws SQLException {
    return new AuthorizationRequest(
        row.getObject("id", UUID.class),
        new TenantId(row.getString("tenant_id")),
        row.getObject("user_id", UUID.class),
        row.getString("client_id"),
        row.getString("redirect_uri"),
        row.getString("challenge"),
        Scope.parseAll((String[]) row.getArray("scopes").getArray()),
        state);
  }
}
