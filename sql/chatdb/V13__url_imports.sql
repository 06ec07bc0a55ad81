-- Documents whose bytes are still to be fetched from an address.
-- Invariant: the table has tenant_id and forced row security.

-- One row a document; gone when its bytes are here, or when it is clear that they will not come.
create table url_import (
  tenant_id    text        not null,
  document_id  uuid        not null,
  address      text        not null,
  attempts     int         not null default 0,
  leased_by    text,
  leased_until timestamptz,
  created_at   timestamptz not null default now(),
  primary key (tenant_id, document_id)
);
create index url_import_next on url_import (created_at);

alter table url_import enable row level security;
alter table url_import force row level security;
create policy tenant on url_import to concierge_app, concierge_owner
  using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on url_import to concierge_app;
