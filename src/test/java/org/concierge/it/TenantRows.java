package org.concierge.it;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A row of the tenant's in each table of chatdb that the use of the API does not fill by itself.
 */
final class TenantRows {
  private static final String ROWS =
      """
      insert into concierge.job (id, tenant_id, document_id, leased_until)
        values ('%1$s', '%2$s', '%1$s', now() + interval '1 day');
      insert into concierge.url_import (tenant_id, document_id, address, leased_until)
        values ('%2$s', '%1$s', 'https://row.example/', now() + interval '1 day');
      insert into concierge.connector
          (tenant_id, id, name, kind, address, credentials, document_readers, every_minutes, next_at)
        values ('%2$s', '%1$s', 'Row', 's3', 'https://row.example/bucket', '', '{tenant}', 0,
                'infinity');
      insert into concierge.connector_file values ('%2$s', '%1$s', 'a.txt', '1', '%1$s', true);
      insert into concierge.job_pace (tenant_id, served_at) values ('%2$s', now())
        on conflict do nothing;
      insert into concierge.app_user
          (id, tenant_id, email, role, status, created_at, valid_from)
        values ('%1$s', '%2$s', 'row@example.org', 'VIEWER', 'DISABLED', now(), now());
      insert into concierge.user_group values ('%2$s', '%1$s', 'sales');
      insert into concierge.invitation values ('%2$s', '%1$s', sha256('%2$s'), now());
      insert into concierge.login_address values ('%2$s', '%1$s', sha256('%2$s'), now());
      insert into concierge.login
          (id, tenant_id, user_id, channel, scopes, created_at, last_used)
        values ('%1$s', '%2$s', '%1$s', 'SSO', '{}', now(), now());
      insert into concierge.refresh_token (hash, tenant_id, login_id, expires_at)
        values (sha256('%2$s'), '%2$s', '%1$s', now());
      insert into concierge.oauth_client values ('%2$s', '%2$s', 'Program', '{}', now());
      insert into concierge.authorization_request
          (id, tenant_id, user_id, client_id, redirect_uri, challenge, scopes, expires_at)
        values ('%1$s', '%2$s', '%1$s', '%2$s', '', '', '{}', now());
      insert into concierge.widget
        values ('%2$s', '%1$s', 'row-%1$s', 1, 'CHAT', 'Row', '{}', '', '', '{}', '', '', '',
                '#000000', 'AUTO', 'END', true, '', 'NONE', true, '', '{}', '', 1, 1, null, now(),
                now(), 'row');
      insert into concierge.widget_version values ('%2$s', '%1$s', 1, '{}', now(), 'row');
      insert into concierge.widget_token
        values ('%2$s', sha256('%2$s'), '%1$s', '%1$s', 'https://row.example', now());
      insert into concierge.inquiry
        values ('%2$s', '%1$s', 'row', 'Row', 'row@example.org', 'Row?', '', '', 'NEW', '', now(),
                now());
      insert into concierge.sso_attempt
        values ('%1$s', '%2$s', sha256('%2$s'), '/', false, now());
      insert into concierge.sso_login (login_id, tenant_id, issuer, subject)
        values ('%1$s', '%2$s', 'issuer', 'subject');
      insert into concierge.usage_day
        values ('%2$s', current_date, 'UPLOAD', 'row', '%1$s', 'KEY', '', 1, 0, 0, 0, 1, 0);
      insert into concierge.usage_period values ('%2$s', 'row', 0, 0);
      insert into concierge.usage_lease values ('%2$s', '%1$s', 0, 0, now() + interval '1 day');
      """;

  /** In the database of the documents, of which the tenant must have one. */
  private static final String LIBRARY =
      """
      insert into %3$s.collection (tenant_id, id, name) values ('%2$s', '%1$s', 'Row');
      insert into %3$s.suspicion
        select '%2$s', d.id, 0, 'INSTRUCTION', 0, 'Row', '{}' from %3$s.document d
        where d.tenant_id = '%2$s' limit 1;
      insert into %3$s.staged_chunk
          (tenant_id, document_id, index_id, chunk_index, page, heading_path, content)
        select '%2$s', d.id, i.id, 0, 0, '', 'Row'
        from %3$s.document d, %3$s.embedding_index i
        where d.tenant_id = '%2$s' and i.tenant_id = '%2$s' limit 1;
      insert into %3$s.question_set (tenant_id, id, name) values ('%2$s', '%1$s', 'Row');
      insert into %3$s.judged_question (tenant_id, id, set_id, position, question)
        values ('%2$s', '%1$s', '%1$s', 1, 'Row');
      insert into %3$s.evaluation_run
          (tenant_id, id, set_id, state, questions, setup, started_at, touched_at)
        values ('%2$s', '%1$s', '%1$s', 'FAILED', 1, '{}', now(), now());
      insert into %3$s.prompt_version (tenant_id, id, number, text, state, author, created_at)
        values ('%2$s', '%1$s', 1, 'Row', 'DRAFT', 'Row', now());
      insert into %3$s.assistant (tenant_id, id, name) values ('%2$s', 'row', 'Row');
      insert into %3$s.departure values ('%2$s', 'GONE', now() - interval '1 day');
      """;

  private TenantRows() {}

  static void insertLibrary(Connection administrator, String schema, String tenant)
      throws SQLException {
    Sql.execute(administrator, LIBRARY.formatted(UUID.randomUUID(), tenant, schema));
  }

  static void insert(Connection administrator, String tenant) throws SQLException {
    Sql.execute(administrator, ROWS.formatted(UUID.randomUUID(), tenant));
  }
}
