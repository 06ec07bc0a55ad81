-- Passages of a document that may be meant for the model rather than for a reader.
-- Invariant: a passage is seen by those who may read its document.

-- The bytes that an administrator has released: others that replace them are looked at anew.
alter table document add column released_sha256 bytea;

create table suspicion (
  tenant_id   text   not null,
  document_id uuid   not null,
  position    int    not null,
  kind        text   not null,
  page        int    not null,
  passage     text   not null,
  readers     text[] not null,
  primary key (tenant_id, document_id, position),
  foreign key (tenant_id, document_id) references document (tenant_id, id) on delete cascade
);

alter table suspicion enable row level security;
alter table suspicion force row level security;
create policy tenant on suspicion to concierge_app, concierge_owner
  using (tenant_id = (select app_tenant())
         and ((select app_reads_everything()) or readers && (select app_readers())))
  with check (tenant_id = (select app_tenant()));
grant select, insert, update, delete on suspicion to concierge_app;

create trigger readers before insert or update of tenant_id, document_id, readers on suspicion
  for each row execute function chunk_readers();

create function suspicion_readers() returns trigger
  language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp
as $$
begin
  update suspicion set readers = new.readers
  where tenant_id = new.tenant_id and document_id = new.id;
  return null;
end $$;

create trigger suspicion_readers after update on document
  for each row when (old.readers is distinct from new.readers)
  execute function suspicion_readers();

revoke all on function suspicion_readers() from public;
