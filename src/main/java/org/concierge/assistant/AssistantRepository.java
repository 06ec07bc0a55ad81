package org.concierge.assistant;

import static org.concierge.persistence.Statements.change;
import static org.concierge.persistence.Statements.list;
import static org.concierge.persistence.Statements.texts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concierge.access.Role;
import org.concierge.assistant.Assistant.Origin;
import org.concierge.persistence.Databases;
import org.concierge.tenant.TenantId;

/** The assistants that were made in a tenant; each method is one transaction. */
public final class AssistantRepository {
  private static final String ALL =
      """
      select a.id, a.name, a.description, a.instructions, a.collections, a.model, a.roles,
             a.groups, a.scopes, a.questions, a.enabled
      from assistant a where a.tenant_id = ? order by a.id
      """;

  private static final String PUT =
      """
      insert into assistant (tenant_id, id, name, description, instructions, collections, model,
                             roles, groups, scopes, questions, enabled)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (tenant_id, id) do update
      set name = excluded.name, description = excluded.description,
          instructions = excluded.instructions, collections = excluded.collections,
          model = excluded.model, roles = excluded.roles, groups = excluded.groups,
          scopes = excluded.scopes, questions = excluded.questions, enabled = excluded.enabled
      """;

  private final Databases databases;

  public AssistantRepository(Databases databases) {
    this.databases = databases;
  }

  /** By id. */
  List<Assistant> all(TenantId tenant) {
    return databases.inTenant(
        tenant,
        connection -> list(connection, AssistantRepository::assistant, ALL, tenant.value()));
  }

  /** Adds it, or puts it in the place of the one with its id. */
  void put(TenantId tenant, Assistant wanted) {
    databases.inTenant(
        tenant,
        connection ->
            change(
                connection,
                PUT,
                tenant.value(),
                wanted.id(),
                wanted.name(),
                wanted.description(),
                wanted.instructions(),
                texts(connection, wanted.collections()),
                wanted.model(),
                texts(connection, wanted.roles().stream().map(Role::name).sorted().toList()),
                texts(connection, wanted.groups().stream().sorted().toList()),
                texts(connection, wanted.scopes()),
                texts(connection, wanted.questions()),
                wanted.enabled()));
  }

  /** False if there is none. */
  boolean delete(TenantId tenant, String id) {
    return databases.inTenant(
            tenant,
            connection ->
                change(
                    connection,
                    "delete from assistant where tenant_id = ? and id = ?",
                    tenant.value(),
                    id))
        > 0;
  }

  private static Assistant assistant(ResultSet row) throws SQLException {
    return new Assistant(
        row.getString("id"),
        row.getString("name"),
        row.getString("description"),
        row.getString("instructions"),
        array(row, "collections"),
        row.getString("model"),
        roles(row),
        Set.copyOf(array(row, "groups")),
        array(row, "scopes"),
        array(row, "questions"),
        row.getBoolean("enabled"),
        Origin.TENANT);
  }

  private static Set<Role> roles(ResultSet row) throws SQLException {
    return array(row, "roles").stream().map(Role::valueOf).collect(Collectors.toSet());
  }

  private static List<String> array(ResultSet row, String column) throws SQLException {
    return Stream.of((String[]) row.getArray(column).getArray()).toList();
  }
}
