-- Who may read which document. A document carries marks (tenant, public, group:<name>, user:<id>),
-- a transaction says with whose eyes it reads: app.readers is '*' or the reader's marks.
-- Invariant: a document or chunk is visible only if both share a mark; nothing set means no rows.

create function app_reads_everything() returns boolean
  language sql stable parallel safe
as $$ select coalesce(current_setting('app.readers', true) = '*', false) $$;

create function app_readers() returns text[]
  language sql stable parallel safe
as $$
  -- After a transaction-local setting has ended, PostgreSQL gives '' instead of null.
  select case when coalesce(current_setting('app.readers', true), '') in ('', '*') then '{}'::text[]
              else current_setting('app.readers', true)::text[] end
$$;

revoke all on function app_reads_everything(), app_readers() from public;
grant execute on function app_reads_everything(), app_readers() to concierge_app, concierge_owner;

alter table document add column readers text[] not null default '{tenant}'
  check (cardinality(readers) > 0);
-- Repeated on each chunk: a search reads chunks by the thousand and must not join each to its document.
alter table chunk add column readers text[] not null default '{tenant}';
-- Read on each search: out of line, where a long chunk would push them, they cost twice the search.
alter table chunk alter column readers set storage main;

do $$
declare
  guarded text;
begin
  foreach guarded in array array['document', 'chunk'] loop
    -- One policy: a second one could be satisfied, and end the matter, before the tenant is asked for.
    execute format(
      'alter policy tenant on %I
         using (tenant_id = (select app_tenant())
                and ((select app_reads_everything()) or readers && (select app_readers())))
         with check (tenant_id = (select app_tenant()))',
      guarded);
  end loop;
end $$;

-- A chunk is read by whom its document is read, whatever the statement that writes it says.
create function chunk_readers() returns trigger
  language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp
as $$
begin
  -- Locked: a change of the document's readers under way is waited for.
  select d.readers into new.readers
  from document d
  where d.tenant_id = new.tenant_id and d.id = new.document_id
  for share;
  return new;
end $$;

create trigger readers before insert or update of tenant_id, document_id, readers on chunk
  for each row execute function chunk_readers();

create function document_readers() returns trigger
  language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp
as $$
begin
  update chunk set readers = new.readers
  where tenant_id = new.tenant_id and document_id = new.id;
  return null;
end $$;

create trigger readers after update on document
  for each row when (old.readers is distinct from new.readers)
  execute function document_readers();

revoke all on function chunk_readers(), document_readers() from public;

-- Whatever an answer was made from, not only what it cites, and what the turns before it were made
-- from: a reader who may see all of it may be reminded of the answer.
alter table turn add column rests_on uuid[] not null default '{}';
