-- How a tenant orders its documents: collections within collections, who owns a document, when it
-- is to be looked at again, and whatever else is known of it.
-- Invariant: a collection is seen by those with whom its new documents are shared, a facet by those
-- who may read its document.

create table collection (
  tenant_id   text        not null,
  id          uuid        not null,
  parent_id   uuid,
  name        text        not null,
  description text        not null default '',
  readers     text[]      not null default '{tenant}' check (cardinality(readers) > 0),
  created_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, parent_id, name),
  foreign key (tenant_id, parent_id) references collection (tenant_id, id)
);

-- Until the end of this script their owner may look at all tenants' documents without naming one.
alter table document no force row level security;
alter table document
  add column collection_id uuid,
  add column owner_id      uuid,
  add column review_at     date,
  add column metadata      jsonb not null default '{}',
  -- What the file says of itself.
  add column properties    jsonb not null default '{}',
  add foreign key (tenant_id, collection_id) references collection (tenant_id, id)
    on delete set null (collection_id);
create index document_collection on document (tenant_id, collection_id);

-- Each field of a document's metadata, each tag (key '') and each tag of the form key:value, for
-- filters. No index on the jsonb itself would be used: row security lets no operator run before it
-- that could tell of hidden rows, and those of jsonb and arrays are not known to keep silent.
create table document_facet (
  tenant_id   text   not null,
  document_id uuid   not null,
  key         text   not null,
  value       text   not null,
  readers     text[] not null,
  primary key (tenant_id, document_id, key, value),
  foreign key (tenant_id, document_id) references document (tenant_id, id) on delete cascade
);
create index document_facet_value on document_facet (tenant_id, key, value, document_id);

-- The tags that there are already.
insert into document_facet (tenant_id, document_id, key, value, readers)
select d.tenant_id, d.id, '', tag, d.readers from document d, unnest(d.tags) tag
union
select d.tenant_id, d.id, split_part(tag, ':', 1), substr(tag, strpos(tag, ':') + 1), d.readers
from document d, unnest(d.tags) tag where strpos(tag, ':') > 1;
alter table document force row level security;

do $$
declare
  guarded text;
begin
  foreach guarded in array array['collection', 'document_facet'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())
                and ((select app_reads_everything()) or readers && (select app_readers())))
         with check (tenant_id = (select app_tenant()))',
      guarded);
    execute format('grant select, insert, update, delete on %I to concierge_app', guarded);
  end loop;
end $$;

create function document_facets() returns trigger
  language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp
as $$
begin
  delete from document_facet where tenant_id = new.tenant_id and document_id = new.id;
  insert into document_facet (tenant_id, document_id, key, value, readers)
  select new.tenant_id, new.id, f.key, f.value, new.readers
  from (select key, value from jsonb_each_text(new.metadata)
        union
        select '', tag from unnest(new.tags) tag
        union
        select split_part(tag, ':', 1), substr(tag, strpos(tag, ':') + 1)
        from unnest(new.tags) tag where strpos(tag, ':') > 1) f;
  return null;
end $$;

create trigger facets after insert or update of tags, metadata, readers on document
  for each row execute function document_facets();

revoke all on function document_facets() from public;
