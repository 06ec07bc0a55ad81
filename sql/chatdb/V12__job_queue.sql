-- The queue that is fair between tenants: whose turn it is, what a job is for, how fast it goes.
-- Invariant: leased_by is set while somebody works on a job, leased_until is when it may be taken.

alter table job
  alter column leased_until type timestamptz using coalesce(leased_until, '-infinity'),
  alter column leased_until set default '-infinity',
  alter column leased_until set not null,
  add column kind       text not null default 'READ' check (kind in ('READ', 'INDEX')),
  -- Counts what was asked for: work on a former revision does not answer the later one.
  add column revision   int  not null default 0,
  add column started_at timestamptz;

drop index job_next;
create index job_queue on job (tenant_id, kind desc, created_at);
create index job_leased on job (tenant_id) where leased_by is not null;

-- A row a tenant: when it had its last turn, and how long it waits from one to the next.
create table job_pace (
  tenant_id text        not null primary key,
  served_at timestamptz not null,
  done_at   timestamptz not null default '-infinity',
  seconds   real        not null default 0
);
alter table job_pace enable row level security;
alter table job_pace force row level security;
create policy tenant on job_pace to concierge_app, concierge_owner
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on job_pace to concierge_app;
