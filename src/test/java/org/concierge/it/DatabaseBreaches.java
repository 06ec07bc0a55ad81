package org.concierge.it;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Each opens exactly one wall, and what the catalogue must then be found to say. */
final class DatabaseBreaches {
  private static final String GUARDED =
      "; alter table extra owner to concierge_owner, enable row level security,"
          + " force row level security";
  private static final String POLICY =
      "; create policy tenant on extra to concierge_app, concierge_owner"
          + " using (tenant_id = (select app_tenant()))"
          + " with check (tenant_id = (select app_tenant()))";

  private DatabaseBreaches() {}

  static List<Arguments> all() {
    return Stream.of(policies(), tables(), grants()).flatMap(List::stream).toList();
  }

  private static List<Arguments> policies() {
    return List.of(
        of("drop policy tenant on chunk", "chunk: has no policy"),
        of("alter table chunk no force row level security", "chunk: row security is not forced"),
        of("alter table turn disable row level security", "turn: row security is off"),
        of("create table extra (tenant_id text)" + GUARDED + POLICY, "extra: has no tenant_id"),
        of(
            "alter policy tenant on chunk using (tenant_id = (select app_tenant()))",
            "chunk: policy tenant"),
        of(
            "alter policy tenant on document using (tenant_id = (select app_tenant()) and readers"
                + " && (select app_readers()))",
            "document: policy tenant"),
        of("drop trigger readers on document", "document: lacks its trigger"),
        of("alter table chunk disable trigger readers", "chunk: lacks its trigger"),
        of(
            "create table extra (tenant_id text not null, readers text[])"
                + GUARDED
                + POLICY.replace(
                    "using (tenant_id = (select app_tenant()))",
                    "using (tenant_id = (select app_tenant()) and ((select app_reads_everything())"
                        + " or readers && (select app_readers())))"),
            "extra: has readers that nothing keeps"),
        of("create policy wide on turn using (true)", "turn: policy wide"),
        of(
            "create policy lookup on turn for select to concierge_lookup using (true)",
            "turn: policy lookup"),
        of("alter policy tenant on turn using (true)", "turn: policy tenant"),
        of("alter policy tenant on turn with check (true)", "turn: policy tenant"),
        of("alter policy tenant on turn to public", "turn: policy tenant"),
        of(
            "drop policy tenant on turn; create policy tenant on turn to concierge_app, concierge_owner"
                + " using (tenant_id = (select app_tenant()))",
            "turn: policy tenant"),
        of(
            "drop policy tenant on turn; create policy tenant on turn for select to concierge_app,"
                + " concierge_owner using (tenant_id = (select app_tenant()))",
            "turn: policy tenant"));
  }

  private static List<Arguments> tables() {
    return List.of(
        of(
            "create table extra (id int)" + GUARDED + POLICY.replace("tenant_id =", "'a' ="),
            "extra: has no tenant_id"),
        of(
            "create table extra (id int)" + GUARDED + "; grant select on extra to concierge_app",
            "extra: has no tenant_id"),
        of(
            "create table extra (id int)" + GUARDED + "; grant update (id) on extra to public",
            "extra: has no tenant_id"),
        of("create table extra (tenant_id text not null)" + GUARDED, "extra: has no policy"),
        of(
            "create table extra (tenant_id text not null)"
                + GUARDED
                + POLICY
                + "; alter table extra owner to concierge_app",
            "extra: belongs to concierge_app"),
        of(
            "create view extra as select * from turn; alter view extra owner to concierge_owner",
            "extra"),
        of("grant truncate on turn to concierge_app", "turn: concierge_app may do more"),
        of("grant select on turn to public", "turn: is open to public"),
        of("grant select on turn to concierge_server", "turn: is open to concierge_server"),
        of(
            "grant select on flyway_schema_history to concierge_app",
            "flyway_schema_history: concierge_app may"));
  }

  private static List<Arguments> grants() {
    return List.of(
        of(
            function(
                "extra",
                "security definer set search_path = concierge, pg_temp",
                "concierge_lookup"),
            "extra: runs as its owner and"),
        of(
            function(
                "next_job", "security definer set search_path = concierge, pg_temp", "postgres"),
            "next_job: is a look-up"),
        of(
            function("next_job", "security definer", "concierge_lookup"),
            "next_job: runs as its owner in"),
        of("grant execute on function app_tenant() to public", "app_tenant: anybody"),
        of("grant create on schema public to public", "public: others"),
        of(
            "grant create on schema tenant_table_schema to concierge_app",
            "tenant_table_schema: others"),
        of("alter role concierge_app bypassrls", "concierge_app: may do"),
        of("alter role concierge_server createrole", "concierge_server: may do"),
        of("alter role concierge_owner login", "concierge_owner: can log in"),
        of("grant concierge_owner to concierge_server", "concierge_server: is a concierge_owner"),
        of("grant pg_monitor to concierge_app", "concierge_app: is a pg_monitor"),
        of("grant connect on database ragdb to public", "ragdb: anybody"),
        of("alter database ragdb owner to concierge_server", "ragdb: belongs to concierge_server"));
  }

  private static String function(String name, String how, String owner) {
    return "create function %1$s() returns int language sql %2$s as 'select 1'; revoke all on function %1$s() from public; alter function %1$s() owner to %3$s"
        .formatted(name, how, owner);
  }

  private static Arguments of(String breach, String expected) {
    return Arguments.of(breach, expected);
  }
}
