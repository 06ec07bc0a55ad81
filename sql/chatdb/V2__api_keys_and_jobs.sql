-- Who may call, and what is still to be done, for all tenants of the installation.
-- Invariant: each table has tenant_id and forced row security.

create table api_key (
  id         uuid        primary key,
  tenant_id  text        not null,
  name       text        not null,
  prefix     text        not null,
  hash       bytea       not null unique,
  scopes     text[]      not null,
  imported   boolean     not null default false,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_key_tenant on api_key (tenant_id, created_at);

-- One row a document that is to be ingested; gone when the work is done.
create table job (
  id           uuid        primary key,
  tenant_id    text        not null,
  document_id  uuid        not null,
  attempts     int         not null default 0,
  leased_by    text,
  leased_until timestamptz,
  created_at   timestamptz not null default now(),
  unique (tenant_id, document_id)
);
create index job_next on job (created_at);

do $$
declare
  guarded text;
begin
  foreach guarded in array array['api_key', 'job'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
      guarded);
    execute format('grant select, insert, update, delete on %I to concierge_app', guarded);
  end loop;
end $$;
