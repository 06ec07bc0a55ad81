-- Re-indexing without a gap. Each chunk belongs to an index, which one embedding model has made: the
-- ACTIVE one answers while another is BUILDING, and a FORMER one is kept for the way back.
-- Invariant: chunk holds whole documents only; what is still being embedded waits in staged_chunk.

create table embedding_index (
  tenant_id    text        not null,
  id           uuid        not null,
  provider     text        not null,
  model        text        not null,
  dimensions   int         not null,
  state        text        not null check (state in ('BUILDING', 'ACTIVE', 'FORMER')),
  from_files   boolean     not null default false,
  reason       text        not null default '',
  created_at   timestamptz not null default now(),
  activated_at timestamptz,
  retired_at   timestamptz,
  primary key (tenant_id, id)
);
create unique index embedding_index_active on embedding_index (tenant_id) where state = 'ACTIVE';
create unique index embedding_index_building on embedding_index (tenant_id) where state = 'BUILDING';

-- Chunks from before: one index a tenant, of a model that only the tenant's settings know. The
-- table's owner reads them all for this moment; the migration is one transaction.
alter table chunk no force row level security;
insert into embedding_index (tenant_id, id, provider, model, dimensions, state, activated_at)
  select tenant_id, gen_random_uuid(), '', '', max(vector_dims(embedding)), 'ACTIVE', now()
  from chunk group by tenant_id;
alter table chunk add column index_id uuid;
update chunk c set index_id = i.id from embedding_index i where i.tenant_id = c.tenant_id;
alter table chunk alter column index_id set not null;
alter table chunk drop constraint chunk_pkey;
-- A search reads one index of one tenant: both lead.
alter table chunk add primary key (tenant_id, index_id, document_id, chunk_index);
alter table chunk add foreign key (tenant_id, index_id)
  references embedding_index (tenant_id, id) on delete cascade;
alter table chunk force row level security;
-- For what goes with its document, from whatever index.
create index chunk_document on chunk (tenant_id, document_id);

-- Pieces of documents that are being embedded, and the embeddings that they have so far: a worker
-- that dies leaves them to the next one. They move to chunk all together.
create table staged_chunk (
  tenant_id    text not null,
  document_id  uuid not null,
  index_id     uuid not null,
  chunk_index  int  not null,
  page         int  not null,
  heading_path text not null,
  content      text not null,
  embedding    vector,
  primary key (tenant_id, document_id, index_id, chunk_index),
  foreign key (tenant_id, document_id) references document (tenant_id, id) on delete cascade,
  foreign key (tenant_id, index_id) references embedding_index (tenant_id, id) on delete cascade
) with (fillfactor = 40);
-- Each row is written twice, the second time with its embedding: room for that on its page.
alter table staged_chunk alter column embedding set storage plain;
create index staged_chunk_index on staged_chunk (tenant_id, index_id);

-- The generation counts what was asked for a document: a worker of a former one changes nothing more.
alter table document
  add column generation    int  not null default 0,
  add column pages_done    int  not null default 0,
  add column chunks_done   int  not null default 0,
  add column series_id     uuid,
  add column version       int  not null default 1,
  add column superseded_by uuid;
create index document_series on document (tenant_id, series_id) where series_id is not null;
create index document_under_way on document (tenant_id, updated_at)
  where status in ('RECEIVED', 'PROCESSING');

do $$
declare
  guarded text;
begin
  foreach guarded in array array['embedding_index', 'staged_chunk'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
      guarded);
    execute format('grant select, insert, update, delete on %I to concierge_app', guarded);
  end loop;
end $$;
