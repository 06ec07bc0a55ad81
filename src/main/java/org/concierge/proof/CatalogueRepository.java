package org.concierge.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.concierge.persistence.Statements;

/**
 * What PostgreSQL itself says of the walls in one schema: its tables, their policies, who may do
 * what. It reads the catalogue only, so it sees whatever is there, not what a script intended.
 */
public final class CatalogueRepository {
  private static final String TENANT = "(tenant_id = ( SELECT app_tenant() AS app_tenant))";

  /** The look-ups that must precede a tenant: the whole list. */
  private static final String LOOK_UPS =
      "(policy.tab, policy.pol, policy.cmd, policy.roles) in (values " + LookUps.policies() + ")";

  /** Holds no tenant's rows, and whoever answers requests can do nothing with it. */
  private static final String OF_THE_INSTALLATION =
      """
      (c.relkind = 'r'
        and not exists (select from pg_attribute a
                        where a.attrelid = c.oid and a.attname = 'tenant_id')
        and not has_table_privilege('concierge_app', c.oid,
              'select, insert, update, delete, truncate, references, trigger')
        and not has_any_column_privilege('concierge_app', c.oid,
              'select, insert, update, references')
        and not exists (select from pg_policy p where p.polrelid = c.oid
                        and p.polroles && array[0::oid, 'concierge_app'::regrole::oid]))""";

  /** Of tables whose rows are for some readers only: those with a column of that name. */
  private static final String READABLE =
      "("
          + TENANT
          + " AND (( SELECT app_reads_everything() AS app_reads_everything)"
          + " OR (readers && ( SELECT app_readers() AS app_readers))))";

  private static final String WITH_READERS =
      "exists (select from pg_attribute a where a.attrelid = %s and a.attname = 'readers')";

  /** What keeps the readers of a document and of its chunks the same. */
  private static final String TRIGGERS =
      """
      (values ('document', 'CREATE TRIGGER readers AFTER UPDATE ON document FOR EACH ROW'
                 || ' WHEN (old.readers IS DISTINCT FROM new.readers)'
                 || ' EXECUTE FUNCTION document_readers()'),
              ('chunk', 'CREATE TRIGGER readers BEFORE INSERT OR UPDATE OF tenant_id, document_id,'
                 || ' readers ON chunk FOR EACH ROW EXECUTE FUNCTION chunk_readers()'),
              ('suspicion', 'CREATE TRIGGER readers BEFORE INSERT OR UPDATE OF tenant_id, document_id,'
                 || ' readers ON suspicion FOR EACH ROW EXECUTE FUNCTION chunk_readers()'),
              ('document', 'CREATE TRIGGER suspicion_readers AFTER UPDATE ON document FOR EACH ROW'
                 || ' WHEN (old.readers IS DISTINCT FROM new.readers)'
                 || ' EXECUTE FUNCTION suspicion_readers()'),
              ('document', 'CREATE TRIGGER facets AFTER INSERT OR UPDATE OF tags, metadata, readers'
                 || ' ON document FOR EACH ROW EXECUTE FUNCTION document_facets()'),
              ('audit_event', 'CREATE TRIGGER chain BEFORE INSERT ON audit_event FOR EACH ROW'
                 || ' EXECUTE FUNCTION audit_event_chain()')) as known (tab, definition)""";

  private static final String TABLES =
      """
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname <> 'flyway_schema_history'
        and c.relkind in ('r', 'p', 'f', 'm', 'v') and\
      """;

  private static final String POLICIES =
      """
      from (select c.relname as tab, p.polname::text as pol, p.polcmd::text as cmd,
                   p.polpermissive as permissive, p.polrelid as rel,
                   pg_get_expr(p.polqual, p.polrelid) as visible,
                   pg_get_expr(p.polwithcheck, p.polrelid) as writable,
                   (select string_agg(coalesce(r.rolname, 'public'), ',' order by r.rolname)
                    from unnest(p.polroles) role left join pg_roles r on r.oid = role) as roles
            from pg_policy p join pg_class c on c.oid = p.polrelid
                 join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ?) policy
      where\
      """;

  private static final String FUNCTIONS =
      """
      from pg_proc f join pg_namespace n on n.oid = f.pronamespace where n.nspname = ? and\
      """;

  /** Each gives a line for what is wrong; the schema's name is its only parameter. */
  private static final List<String> RULES =
      List.of(
          "select c.relname || ': is no plain table' " + TABLES + " c.relkind <> 'r'",
          "select c.relname || ': row security is off' " + TABLES + " not c.relrowsecurity",
          "select c.relname || ': row security is not forced' "
              + TABLES
              + " not c.relforcerowsecurity",
          "select c.relname || ': has no tenant_id that is always set' "
              + TABLES
              + " not "
              + OF_THE_INSTALLATION
              + " and not exists (select from pg_attribute a where a.attrelid = c.oid"
              + " and a.attname = 'tenant_id' and a.attnotnull)",
          "select c.relname || ': belongs to ' || c.relowner::regrole "
              + TABLES
              + " c.relowner <> 'concierge_owner'::regrole",
          "select c.relname || ': has no policy for the tenant' "
              + TABLES
              + " not "
              + OF_THE_INSTALLATION
              + " and not exists (select from pg_policy p where p.polrelid = c.oid"
              + " and p.polname = 'tenant')",
          "select tab || ': policy ' || pol || ' is not the one that it should be' "
              + POLICIES
              + " case when pol = 'tenant' then not (permissive and cmd = '*'"
              + " and roles = 'concierge_app,concierge_owner'"
              + " and writable is not distinct from '"
              + TENANT
              + "' and visible = case when "
              + WITH_READERS.formatted("rel")
              + " then '"
              + READABLE
              + "' else '"
              + TENANT
              + "' end)"
              + " else not ("
              + LOOK_UPS
              + ") end",
          "select c.relname || ': has readers that nothing keeps' "
              + TABLES
              + " "
              + WITH_READERS.formatted("c.oid")
              + " and c.relname not in ('document', 'chunk', 'collection', 'document_facet',"
              + " 'suspicion')",
          "select c.relname || ': lacks its trigger' "
              + TABLES
              + " exists (select from "
              + TRIGGERS
              + " where known.tab = c.relname and not exists (select from pg_trigger t"
              + " where t.tgrelid = c.oid and t.tgenabled in ('O', 'A')"
              + " and pg_get_triggerdef(t.oid, true) = known.definition))",
          "select c.relname || ': its events can be changed' "
              + TABLES
              + " c.relname = 'audit_event'"
              + " and has_table_privilege('concierge_app', c.oid, 'update, delete, truncate')",
          "select c.relname || ': concierge_app may do more than read and write rows' "
              + TABLES
              + " has_table_privilege('concierge_app', c.oid, 'truncate, references, trigger')",
          "select c.relname || ': is open to ' || coalesce(nullif(a.grantee, 0)::regrole::text,"
              + " 'public') from pg_class c join pg_namespace n on n.oid = c.relnamespace,"
              + " aclexplode(c.relacl) a where n.nspname = ? and c.relkind in ('r', 'v', 'm')"
              + " and (a.grantee = 0 or a.grantee::regrole::text not in"
              + " ('concierge_app', 'concierge_owner', 'concierge_lookup'))",
          "select c.relname || ': concierge_app may see it' from pg_class c"
              + " join pg_namespace n on n.oid = c.relnamespace where n.nspname = ?"
              + " and c.relname = 'flyway_schema_history' and has_table_privilege("
              + "'concierge_app', c.oid, 'select, insert, update, delete, truncate')",
          "select f.proname || ': runs as its owner and is not on the list' "
              + FUNCTIONS
              + " f.prosecdef and f.proname not in ("
              + LookUps.functions()
              + ")",
          "select f.proname || ': is a look-up that does not belong to concierge_lookup' "
              + FUNCTIONS
              + " f.prosecdef and f.proowner <> 'concierge_lookup'::regrole",
          "select f.proname || ': runs as its owner in a search path of the caller''s' "
              + FUNCTIONS
              + " f.prosecdef and not exists (select from unnest(f.proconfig) as setting"
              + " where setting = 'search_path=concierge, pg_temp')",
          "select f.proname || ': anybody may call it' "
              + FUNCTIONS
              + " has_function_privilege('public', f.oid, 'execute')",
          "select n.nspname || ': others than its owner may create things in it' from"
              + " pg_namespace n, aclexplode(n.nspacl) a where n.nspname in (?, 'public')"
              + " and a.privilege_type = 'CREATE' and a.grantee::regrole::text not in"
              + " ('concierge_owner', 'pg_database_owner', 'postgres')");

  /** Of the whole server; no parameter. */
  private static final List<String> ROLE_RULES =
      List.of(
          "select rolname || ': may do what only an administrator may' from pg_roles where"
              + " (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)"
              + " and (rolname like 'concierge%' or rolname like 'tenant%')",
          "select rolname || ': can log in' from pg_roles where rolcanlogin"
              + " and rolname in ('concierge_owner', 'concierge_app', 'concierge_lookup')",
          "select m.member::regrole || ': is a ' || m.roleid::regrole from pg_auth_members m"
              + " where m.member::regrole::text ~ '^(concierge_(server|app|lookup)|tenant_)'"
              + " and not (m.roleid = 'concierge_app'::regrole"
              + " and m.member::regrole::text ~ '^(concierge_server|tenant_)')",
          "select e.extname || ': an extension that reaches out of the database' from"
              + " pg_extension e where e.extname not in ('plpgsql', 'vector')",
          "select d.datname || ': anybody may connect' from pg_database d"
              + " where d.datname ~ '^(chatdb|ragdb)' and (d.datacl is null or exists ("
              + "select from aclexplode(d.datacl) a where a.grantee = 0))",
          "select d.datname || ': belongs to ' || d.datdba::regrole from pg_database d"
              + " join pg_roles r on r.oid = d.datdba where not r.rolsuper");

  private CatalogueRepository() {}

  /** Names of the tables with tenants' rows, sorted. */
  public static List<String> tables(Connection administrator, String schema) throws SQLException {
    return lines(
        administrator,
        "select c.relname " + TABLES + " not " + OF_THE_INSTALLATION + " order by 1",
        schema);
  }

  /** Names of the tables that belong to the installation as a whole, sorted. */
  public static List<String> installationTables(Connection administrator, String schema)
      throws SQLException {
    return lines(
        administrator,
        "select c.relname " + TABLES + " " + OF_THE_INSTALLATION + " order by 1",
        schema);
  }

  /** Empty if the schema is as it should be; otherwise a line for each breach. */
  public static List<String> breaches(Connection administrator, String schema) throws SQLException {
    List<String> found = new ArrayList<>();
    // So that the policies' function is shown without its schema only if it is the one in here.
    lines(administrator, "select set_config('search_path', ?, false)", schema);
    for (String rule : RULES) {
      found.addAll(lines(administrator, rule, schema));
    }
    for (String rule : ROLE_RULES) {
      found.addAll(lines(administrator, rule, null));
    }
    return found;
  }

  static List<String> lines(Connection connection, String sql, String schema) throws SQLException {
    return schema == null
        ? Statements.list(connection, row -> row.getString(1), sql)
        : Statements.list(connection, row -> row.getString(1), sql, schema);
  }
}
