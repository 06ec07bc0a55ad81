-- What visitors have left for a person to answer.
-- Invariant: the table has tenant_id and forced row security.

create table inquiry (
  tenant_id  text        not null,
  id         uuid        not null,
  widget_key text        not null,
  name       text        not null,
  email      text        not null,
  question   text        not null,
  -- Of the conversation before, if the visitor has agreed to that.
  transcript text        not null,
  origin     text        not null,
  status     text        not null check (status in ('NEW', 'OPEN', 'DONE')),
  assignee   text        not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create index inquiry_list on inquiry (tenant_id, created_at desc, id desc);

alter table inquiry enable row level security;
alter table inquiry force row level security;
create policy tenant on inquiry to concierge_app, concierge_owner
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on inquiry to concierge_app;
