-- A tenant's rows move to another place while it works: who asks for them in the former place must
-- notice. The mover holds the tenant's advisory lock here for as long as nobody may write.
-- Invariant: whoever dies with the lock leaves nobody locked out, and a mark ends by itself.

create table departure (
  tenant_id text        not null primary key,
  -- LEAVING: the settings are about to name another place. GONE: they do.
  state     text        not null check (state in ('LEAVING', 'GONE')),
  since     timestamptz not null
);
alter table departure enable row level security;
alter table departure force row level security;
create policy tenant on departure to concierge_app, concierge_owner
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on departure to concierge_app;

-- Asked at the beginning of each transaction: OPEN, PAUSED or, if whatever is here is out of date,
-- GONE. One that may write is counted until it ends; reading is all right until the rows have gone.
create function app_gate(writes boolean) returns text
  language plpgsql volatile
as $$
declare
  tenant text := ${flyway:defaultSchema}.app_tenant();
  answer text;
begin
  if writes and not pg_try_advisory_xact_lock_shared(
                      hashtextextended('${flyway:defaultSchema}.' || tenant, 0)) then
    return 'PAUSED';
  end if;
  -- A minute: by then each node has read the settings. Ten seconds: the mover that has not changed
  -- them by then is dead, and they stay as they are.
  select case when d.state = 'GONE' and d.since > now() - interval '1 minute' then 'GONE'
              when writes and d.state = 'LEAVING' and d.since > now() - interval '10 seconds' then 'PAUSED' end
    into answer
    from ${flyway:defaultSchema}.departure d where d.tenant_id = tenant;
  return coalesce(answer, 'OPEN');
end $$;

revoke all on function app_gate(boolean) from public;
grant execute on function app_gate(boolean) to concierge_app, concierge_owner;
