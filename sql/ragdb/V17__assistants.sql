-- Assistants that were made in a tenant, and which of them answered a turn.
-- Invariant: no row is visible without app.tenant_id; an assistant opens no document to anybody.

create table assistant (
  tenant_id    text    not null,
  id           text    not null check (id ~ '^[a-z][a-z0-9-]{0,40}$'),
  name         text    not null,
  description  text    not null default '',
  instructions text    not null default '',
  -- Ids: a collection that is gone adds nothing, and never widens what is looked into.
  collections  text[]  not null default '{}',
  model        text    not null default '',
  roles        text[]  not null default '{}',
  groups       text[]  not null default '{}',
  scopes       text[]  not null default array['tenant:{{tenant_id}}'],
  questions    text[]  not null default '{}',
  enabled      boolean not null default true,
  primary key (tenant_id, id)
);

alter table assistant enable row level security;
alter table assistant force row level security;
create policy tenant on assistant to concierge_app, concierge_owner
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on assistant to concierge_app;

-- Its id as it was then; '' for none.
alter table turn add column assistant text not null default '';
