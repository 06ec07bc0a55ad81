-- Sign-in by the tenants' own identity providers: what has begun, and which login came of it.
-- Invariant: each table has tenant_id and forced row security.

-- One row a sign-in that has begun; gone when it ends. Nothing in it helps to end it: that takes
-- the secret in the browser's cookie, of which this is the SHA-256.
create table sso_attempt (
  id         uuid        primary key,
  tenant_id  text        not null,
  hash       bytea       not null,
  then_path  text        not null,
  tokens     boolean     not null,
  expires_at timestamptz not null
);
create index sso_attempt_expired on sso_attempt (tenant_id, expires_at);

-- The provider's names of the person and of the session behind a login, for logout by the provider.
create table sso_login (
  login_id   uuid        primary key,
  tenant_id  text        not null,
  issuer     text        not null,
  subject    text        not null,
  session    text,
  created_at timestamptz not null default now()
);
create index sso_login_subject on sso_login (tenant_id, issuer, subject);
create index sso_login_session on sso_login (tenant_id, issuer, session);

do $$
declare
  guarded text;
begin
  foreach guarded in array array['sso_attempt', 'sso_login'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
      guarded);
    execute format('grant select, insert, update, delete on %I to concierge_app', guarded);
  end loop;
end $$;
