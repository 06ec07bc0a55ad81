-- What each tenant has taken: the ledger, its sums by period, and what is promised to answers that
-- are still being written. Invariant: every row has tenant_id, no row is visible without
-- app.tenant_id. Nothing here says what was asked or answered.

create table usage_day (
  tenant_id         text   not null,
  -- In UTC.
  day               date   not null,
  kind              text   not null,
  model             text   not null,
  -- The user's or the key's; all zeros for the tenant's own account.
  actor_id          uuid   not null,
  actor_kind        text   not null check (actor_kind in ('USER', 'KEY', 'NONE')),
  department        text   not null,
  requests          bigint not null,
  model_calls       bigint not null,
  prompt_tokens     bigint not null,
  completion_tokens bigint not null,
  bytes             bigint not null,
  -- Null: a part of it has a price that nobody knows.
  cost              numeric,
  primary key (tenant_id, day, kind, model, actor_id, department)
) with (fillfactor = 70);

-- The sums that budgets are compared with: a day such as 2026-01-31, a month such as 2026-01.
create table usage_period (
  tenant_id text    not null,
  period    text    not null,
  tokens    bigint  not null,
  cost      numeric not null,
  primary key (tenant_id, period)
) with (fillfactor = 50);

-- What an answer that is being written may take at most; gone when it has ended and is in the ledger.
create table usage_lease (
  tenant_id  text        not null,
  id         uuid        not null,
  tokens     bigint      not null,
  cost       numeric     not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id)
);

do $$
declare
  guarded text;
begin
  foreach guarded in array array['usage_day', 'usage_period', 'usage_lease'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
      guarded);
    execute format('grant select, insert, update, delete on %I to concierge_app', guarded);
  end loop;
end $$;
