-- The tenant of the current transaction: every policy of this database asks this function.
-- Invariant: no row is visible without app.tenant_id; its absence is an error, never "all rows".

create function app_tenant() returns text
  language plpgsql stable parallel safe
as $$
declare
  tenant text := current_setting('app.tenant_id', true);
begin
  -- After a transaction-local setting has ended, PostgreSQL gives '' instead of null.
  if tenant is null or tenant = '' then
    raise exception 'no tenant is set for this transaction' using errcode = '42501';
  end if;
  return tenant;
end $$;

revoke all on function app_tenant() from public;
grant execute on function app_tenant() to concierge_app, concierge_owner;
grant usage on schema ${flyway:defaultSchema} to concierge_app;
