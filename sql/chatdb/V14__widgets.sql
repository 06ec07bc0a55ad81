-- The tenants' widgets, as they are and as they were, and the short-lived tokens of people who use
-- one on an internal page. A widget's key is public: it stands in the page around it.
-- Invariant: each table has tenant_id and forced row security; a token is stored as its hash.

create table widget (
  tenant_id    text        not null,
  id           uuid        not null,
  key          text        not null,
  version      int         not null,
  kind         text        not null check (kind in ('CHAT', 'CUSTOMER')),
  name         text        not null,
  origins      text[]      not null,
  -- What it shows.
  title        text        not null,
  greeting     text        not null,
  questions    text[]      not null,
  consent      text        not null,
  privacy_url  text        not null,
  logo_url     text        not null,
  colour       text        not null,
  theme        text        not null check (theme in ('AUTO', 'LIGHT', 'DARK')),
  position     text        not null check (position in ('END', 'START')),
  launcher     boolean     not null,
  -- Empty for the browser's.
  language     text        not null,
  sources      text        not null check (sources in ('PASSAGES', 'TITLES', 'NONE')),
  inquiries    boolean     not null,
  -- Whom a mail tells of a new inquiry; empty for nobody.
  notify_email text        not null,
  -- Only documents that carry each of these.
  tags         text[]      not null,
  instructions text        not null,
  -- Questions a minute, from one address and from all; 0 for any number.
  per_address  int         not null check (per_address >= 0),
  per_minute   int         not null check (per_minute >= 0),
  -- The API key whose program vouches for the people on its pages.
  identity_key uuid,
  created_at   timestamptz not null,
  updated_at   timestamptz not null,
  updated_by   text        not null,
  primary key (tenant_id, id),
  unique (tenant_id, key)
);

create table widget_version (
  tenant_id  text        not null,
  widget_id  uuid        not null,
  version    int         not null,
  settings   jsonb       not null,
  created_at timestamptz not null,
  created_by text        not null,
  primary key (tenant_id, widget_id, version),
  foreign key (tenant_id, widget_id) references widget (tenant_id, id) on delete cascade
);

create table widget_token (
  tenant_id  text        not null,
  hash       bytea       not null,
  widget_id  uuid        not null,
  user_id    uuid        not null,
  origin     text        not null,
  expires_at timestamptz not null,
  primary key (tenant_id, hash),
  foreign key (tenant_id, widget_id) references widget (tenant_id, id) on delete cascade,
  foreign key (tenant_id, user_id) references app_user (tenant_id, id) on delete cascade
);
create index widget_token_user on widget_token (tenant_id, user_id);

do $$
declare
  guarded text;
begin
  foreach guarded in array array['widget', 'widget_version', 'widget_token'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
      guarded);
    execute format('grant select, insert, update, delete on %I to concierge_app', guarded);
  end loop;
end $$;
