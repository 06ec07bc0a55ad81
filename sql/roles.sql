-- Roles of an installation; run once by an administrator of the PostgreSQL server, safe to repeat.
-- Invariant: whoever answers requests (concierge_app) owns nothing and can bypass nothing.
--
--   concierge_owner     owns every table and function, never logs in
--   concierge_migrator  logs in to change the schema, becomes concierge_owner for it
--   concierge_app       what the server may do: rows of the tenant that is set, nothing else
--   concierge_server    the server's login, a member of concierge_app
--   concierge_lookup    owns the few functions that must work before a tenant is known

do $$
declare
  wanted text;
begin
  foreach wanted in array array['concierge_owner', 'concierge_app', 'concierge_lookup',
                                'concierge_migrator', 'concierge_server'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin', wanted);
    end if;
    execute format('alter role %I nosuperuser nocreatedb nocreaterole nobypassrls noreplication',
                   wanted);
  end loop;
end $$;

grant concierge_owner to concierge_migrator;
-- The migrator hands the look-up functions to their owner: that needs membership.
grant concierge_lookup to concierge_owner;
grant concierge_app to concierge_server;
