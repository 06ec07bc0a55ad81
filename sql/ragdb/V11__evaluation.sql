-- Questions with what is known to be right, and how well they were answered at some time.
-- Invariant: for administrators alone; no row is visible without app.tenant_id.

create table question_set (
  tenant_id  text        not null,
  id         uuid        not null,
  name       text        not null,
  -- A prompt that answers its questions worse is not published.
  gate       boolean     not null default false,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, name)
);

create table judged_question (
  tenant_id    text    not null,
  id           uuid    not null,
  set_id       uuid    not null,
  position     int     not null,
  label        text    not null default '',
  question     text    not null,
  expected     jsonb   not null default '[]',
  answers      jsonb   not null default '[]',
  unanswerable boolean not null default false,
  primary key (tenant_id, id),
  foreign key (tenant_id, set_id) references question_set (tenant_id, id) on delete cascade
);
create index judged_question_set on judged_question (tenant_id, set_id, position);

-- A run that is RUNNING and was not touched for minutes has died with its node.
create table evaluation_run (
  tenant_id  text        not null,
  id         uuid        not null,
  set_id     uuid        not null,
  state      text        not null check (state in ('RUNNING', 'DONE', 'FAILED')),
  reason     text        not null default '',
  done       int         not null default 0,
  questions  int         not null,
  setup      jsonb       not null,
  scores     jsonb,
  verdicts   jsonb       not null default '[]',
  started_at timestamptz not null,
  touched_at timestamptz not null,
  ended_at   timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, set_id) references question_set (tenant_id, id) on delete cascade
);
create index evaluation_run_newest on evaluation_run (tenant_id, set_id, started_at desc, id desc);

do $$
declare
  guarded text;
begin
  foreach guarded in array array['question_set', 'judged_question', 'evaluation_run'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
      guarded);
    execute format('grant select, insert, update, delete on %I to concierge_app', guarded);
  end loop;
end $$;
