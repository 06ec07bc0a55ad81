-- Who is logged in, the refresh tokens that carry logins on, and the keys that sign bearers.
-- Invariant: each table with tenants' rows has tenant_id and forced row security; signing_key
-- belongs to the installation, and concierge_app has no right on it at all.

create table login (
  id         uuid        primary key,
  tenant_id  text        not null,
  user_id    uuid        not null,
  channel    text        not null,
  -- "" for our own pages; otherwise the program that the person let in.
  client     text        not null default '',
  scopes     text[]      not null,
  created_at timestamptz not null,
  last_used  timestamptz not null,
  ended_at   timestamptz
);
create index login_user on login (tenant_id, user_id, created_at);

-- Each is good for one use; used ones stay, so that a second use is noticed.
create table refresh_token (
  hash       bytea       primary key,
  tenant_id  text        not null,
  login_id   uuid        not null references login (id) on delete cascade,
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index refresh_token_login on refresh_token (tenant_id, login_id);

-- The public part as a JWK; the private part encrypted.
create table signing_key (
  kid          text        primary key,
  public_part  text        not null,
  private_part bytea       not null,
  created_at   timestamptz not null,
  retired_at   timestamptz
);
-- At most one signs, whatever several nodes do at once.
create unique index signing_key_current on signing_key ((true)) where retired_at is null;

do $$
declare
  guarded text;
begin
  foreach guarded in array array['login', 'refresh_token'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
      guarded);
    execute format('grant select, insert, update, delete on %I to concierge_app', guarded);
  end loop;
end $$;

alter table signing_key enable row level security;
alter table signing_key force row level security;
