-- Places outside whose files are kept in step with a tenant's documents, and what is known of them.
-- Invariant: each table has tenant_id and forced row security; credentials are encrypted.

create table connector (
  tenant_id     text        not null,
  id            uuid        not null,
  name          text        not null,
  kind          text        not null,
  address       text        not null,
  region        text        not null default '',
  credentials   bytea       not null,
  -- Of the documents that it brings.
  document_readers text[]   not null check (cardinality(document_readers) > 0),
  every_minutes int         not null check (every_minutes >= 0),
  created_at    timestamptz not null default now(),
  -- Of the last time that it was brought into step.
  started_at    timestamptz,
  finished_at   timestamptz,
  error         text        not null default '',
  found         int         not null default 0,
  added         int         not null default 0,
  changed       int         not null default 0,
  removed       int         not null default 0,
  refused       int         not null default 0,
  -- When it is due again; infinity for one that waits to be asked.
  next_at       timestamptz not null default now(),
  leased_by     text,
  leased_until  timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
create index connector_next on connector (next_at);

-- A file there as it was seen last.
create table connector_file (
  tenant_id    text    not null,
  connector_id uuid    not null,
  path         text    not null,
  version      text    not null,
  -- Null for one that was refused.
  document_id  uuid,
  -- Whether the document came from here, and goes when its last file goes.
  own          boolean not null,
  primary key (tenant_id, connector_id, path),
  foreign key (tenant_id, connector_id) references connector (tenant_id, id) on delete cascade
);
create index connector_file_document on connector_file (tenant_id, document_id);

do $$
declare
  guarded text;
begin
  foreach guarded in array array['connector', 'connector_file'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
      guarded);
    execute format('grant select, insert, update, delete on %I to concierge_app', guarded);
  end loop;
end $$;
