-- A tenant's library and its conversations. The same file for every isolation tier.
-- Invariant: each table has tenant_id and forced row security, in a tenant's own schema or database too.

create table document (
  tenant_id   text        not null,
  id          uuid        not null,
  filename    text        not null,
  title       text        not null,
  media_type  text        not null,
  sha256      bytea       not null,
  size_bytes  bigint      not null,
  status      text        not null
    check (status in ('RECEIVED', 'PROCESSING', 'READY', 'FAILED', 'HELD', 'CANCELLED')),
  stage       text        not null default '',
  progress    real        not null default 0 check (progress between 0 and 1),
  reason      text        not null default '',
  pages       int         not null default 0,
  chunks      int         not null default 0,
  language    text        not null default '',
  author      text        not null default '',
  parser      text        not null default '',
  tags        text[]      not null default '{}',
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, sha256)
);
create index document_newest on document (tenant_id, created_at desc, id desc);

create table chunk (
  tenant_id    text     not null,
  document_id  uuid     not null,
  chunk_index  int      not null,
  page         int      not null,
  heading_path text     not null,
  content      text     not null,
  embedding    vector   not null,
  words        tsvector not null,
  primary key (tenant_id, document_id, chunk_index),
  foreign key (tenant_id, document_id) references document (tenant_id, id) on delete cascade
);
-- Read on each search of the whole tenant: out of line they cost three to four times as much.
alter table chunk alter column embedding set storage plain;
alter table chunk alter column words set storage main;

create table conversation (
  tenant_id    text        not null,
  id           uuid        not null,
  principal_id uuid        not null,
  session_id   text        not null,
  title        text        not null,
  created_at   timestamptz not null default now(),
  updated_at   timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, principal_id, session_id)
);
create index conversation_newest on conversation (tenant_id, updated_at desc, id desc);

create table turn (
  tenant_id         text        not null,
  id                uuid        not null,
  conversation_id   uuid        not null,
  position          int         not null,
  question          text        not null,
  answer            text        not null default '',
  state             text        not null check (state in ('ANSWERING', 'DONE', 'FAILED', 'STOPPED')),
  problem           text        not null default '',
  llm_provider      text        not null,
  model             text        not null,
  prompt_tokens     int         not null default 0,
  completion_tokens int         not null default 0,
  context_used      boolean     not null default false,
  sources           jsonb       not null default '[]',
  created_at        timestamptz not null default now(),
  completed_at      timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, conversation_id, position),
  foreign key (tenant_id, conversation_id) references conversation (tenant_id, id) on delete cascade
);

do $$
declare
  guarded text;
begin
  foreach guarded in array array['document', 'chunk', 'conversation', 'turn'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
      guarded);
    execute format('grant select, insert, update, delete on %I to concierge_app', guarded);
  end loop;
end $$;
