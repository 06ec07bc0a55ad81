package org.concierge.it;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Rows of a tenant in those tables of chatdb that stay empty while nobody logs in. */
final class TenantRows {
  private TenantRows() {}

  static void insert(Connection chatdb, String id) throws SQLException {
    try (Statement statement = chatdb.createStatement()) {
      statement.execute(
          "insert into concierge.job (id, tenant_id, document_id, leased_until)"
              + " values ('%s', '%s', '%s', now() + interval '1 day')"
                  .formatted(UUID.randomUUID(), id, UUID.randomUUID()));
      statement.execute(
          "with l as (insert into concierge.login"
              + " (id, tenant_id, user_id, channel, scopes, created_at, last_used)"
              + " values ('%1$s', '%2$s', '%1$s', 'SSO', '{}', now(), now()) returning id)"
                  .formatted(UUID.randomUUID(), id)
              + " insert into concierge.refresh_token (hash, tenant_id, login_id, expires_at)"
              + " select sha256('%1$s'), '%1$s', id, now() from l".formatted(id));
      statement.execute(
          "with c as (insert into concierge.oauth_client"
              + " values ('%1$s', '%1$s', 'Program', '{}', now()) returning client_id)"
                  .formatted(id)
              + " insert into concierge.authorization_request (id, tenant_id, user_id, client_id,"
              + " redirect_uri, challenge, scopes, expires_at) select '%1$s', '%2$s', '%1$s',"
                  .formatted(UUID.randomUUID(), id)
              + " client_id, '', '', '{}', now() from c");
      statement.execute(
          "insert into concierge.sso_attempt values"
              + " ('%s', '%s', '', '/', false, now() + interval '1 day')"
                  .formatted(UUID.randomUUID(), id));
      statement.execute(
          "insert into concierge.sso_login values ('%s', '%s', 'issuer', 'subject')"
              .formatted(UUID.randomUUID(), id));
    }
  }
}
