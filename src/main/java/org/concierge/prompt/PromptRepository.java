package org.concierge.prompt;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.first;
import static org.concierge.persistence.Statements.list;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concierge.persistence.Databases;
import org.concierge.prompt.PromptVersion.State;
import org.concierge.tenant.TenantId;

/** The versions of a tenant's prompt; each method is one transaction. */
public final class PromptRepository {
  private static final String SELECT =
      """
      select v.id, v.number, v.text, v.note, v.state, v.author, v.created_at, v.published_at
      from prompt_version v where v.tenant_id = ?
      """;

  private static final String ADD =
      """
      insert into prompt_version (tenant_id, id, number, text, note, state, author, created_at)
      select ?, ?, (select coalesce(max(v.number), 0) + 1 from prompt_version v
                    where v.tenant_id = ?), ?, ?, 'DRAFT', ?, now()
      """;

  private final Databases databases;

  public PromptRepository(Databases databases) {
    this.databases = databases;
  }

  /** The newest first. */
  List<PromptVersion> all(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection ->
            list(
                connection,
                PromptRepository::version,
                SELECT + "order by v.number desc",
                tenant.value()));
  }

  Optional<PromptVersion> get(TenantId tenant, UUID id) {
    return databases.inTenant(
        tenant,
        connection ->
            first(
                connection,
                PromptRepository::version,
                SELECT + "and v.id = ?",
                tenant.value(),
                id));
  }

  Optional<PromptVersion> published(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection ->
            first(
                connection,
                PromptRepository::version,
                SELECT + "and v.state = 'PUBLISHED'",
                tenant.value()));
  }

  void add(TenantId tenant, UUID id, String text, String note, String author) {
    databases.inTenant(
        tenant,
        connection ->
            change(connection, ADD, tenant.value(), id, tenant.value(), text, note, author));
  }

  /** In the place of the one that is. */
  void publish(TenantId tenant, UUID id) {
    databases.inTenant(
        tenant,
        connection -> {
          change(
              connection,
              "update prompt_version set state = 'FORMER'"
                  + " where tenant_id = ? and state = 'PUBLISHED' and id <> ?",
              tenant.value(),
              id);
          return change(
              connection,
              "update prompt_version set state = 'PUBLISHED', published_at = now()"
                  + " where tenant_id = ? and id = ?",
              tenant.value(),
              id);
        });
  }

  /** Deletes a draft; a published version becomes a former one. False if it is neither. */
  boolean withdraw(TenantId tenant, UUID id) {
    return databases.inTenant(
        tenant,
        connection ->
            change(
                        connection,
                        "delete from prompt_version"
                            + " where tenant_id = ? and id = ? and state = 'DRAFT'",
                        tenant.value(),
                        id)
                    + change(
                        connection,
                        "update prompt_version set state = 'FORMER'"
                            + " where tenant_id = ? and id = ? and state = 'PUBLISHED'",
                        tenant.value(),
                        id)
                > 0);
  }

  private static PromptVersion version(ResultSet row) throws SQLException {
    OffsetDateTime published = row.getObject("published_at", OffsetDateTime.class);
    return new PromptVersion(
        row.getObject("id", UUID.class),
        row.getInt("number"),
        row.getString("text"),
        row.getString("note"),
        State.valueOf(row.getString("state")),
        row.getString("author"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        published == null ? null : published.toInstant());
  }
}
