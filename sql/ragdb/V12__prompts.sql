-- The tenant's own words to the model, version by version. Nothing is ever overwritten.
-- Invariant: at most one version of a tenant is PUBLISHED; no row is visible without app.tenant_id.

create table prompt_version (
  tenant_id    text        not null,
  id           uuid        not null,
  number       int         not null,
  text         text        not null,
  note         text        not null default '',
  state        text        not null check (state in ('DRAFT', 'PUBLISHED', 'FORMER')),
  author       text        not null,
  created_at   timestamptz not null,
  published_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, number)
);
create unique index prompt_version_published on prompt_version (tenant_id)
  where state = 'PUBLISHED';

alter table prompt_version enable row level security;
alter table prompt_version force row level security;
create policy tenant on prompt_version to concierge_app, concierge_owner
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on prompt_version to concierge_app;
