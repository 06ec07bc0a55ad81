-- What an answer was made from and how long it took, beside the turn: a chat reads its last turns on
-- each question and must not carry this along. Also which turns were asked anew, and what is pinned.
-- Invariant: no row is visible without app.tenant_id; grounds go with their turn.

create table turn_grounds (
  tenant_id      text  not null,
  turn_id        uuid  not null,
  searched       text  not null,
  passages       jsonb not null default '[]',
  prompt_version text  not null default '',
  search_ms      int   not null,
  first_delta_ms int,
  primary key (tenant_id, turn_id),
  foreign key (tenant_id, turn_id) references turn (tenant_id, id) on delete cascade
);

alter table turn_grounds enable row level security;
alter table turn_grounds force row level security;
create policy tenant on turn_grounds to concierge_app, concierge_owner
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on turn_grounds to concierge_app;

-- A turn that was asked anew, or that came after one that was, is kept and not continued.
alter table turn add column replaced_by uuid;
alter table turn add column channel text not null default '';
alter table conversation add column pinned boolean not null default false;
create index conversation_pinned on conversation (tenant_id, principal_id) where pinned;
