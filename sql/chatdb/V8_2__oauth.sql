-- Programs of others that a tenant's people may let in, and what they are asked to let them do.
-- Invariant: each table has tenant_id and forced row security.

create table oauth_client (
  client_id     text        primary key,
  tenant_id     text        not null,
  name          text        not null,
  redirect_uris text[]      not null,
  created_at    timestamptz not null
);
create index oauth_client_tenant on oauth_client (tenant_id, created_at);

-- From the question to a person until the code, their answer, has been used.
create table authorization_request (
  id           uuid        primary key,
  tenant_id    text        not null,
  user_id      uuid        not null,
  client_id    text        not null references oauth_client (client_id) on delete cascade,
  redirect_uri text        not null,
  challenge    text        not null,
  scopes       text[]      not null,
  state        text,
  expires_at   timestamptz not null,
  code_hash    bytea       unique,
  used_at      timestamptz,
  -- Whether the code came a second time, and what its first use began.
  reused       boolean     not null default false,
  login_id     uuid
);
create index authorization_request_user on authorization_request (tenant_id, user_id, expires_at);

do $$
declare
  guarded text;
begin
  foreach guarded in array array['oauth_client', 'authorization_request'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
      guarded);
    execute format('grant select, insert, update, delete on %I to concierge_app', guarded);
  end loop;
end $$;
