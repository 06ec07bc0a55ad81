-- Who there is in each tenant, how they prove it, and where they have proved it from.
-- Invariant: each table has tenant_id and forced row security; the same person in two tenants is two
-- rows that nothing connects; operators are in the tenant of the installation itself, nowhere else.

create table app_user (
  id            uuid        primary key,
  tenant_id     text        not null,
  email         text        not null check (email !~ '[A-Z]'),
  name          text        not null default '',
  department    text        not null default '',
  role          text        not null check (role in ('ADMIN', 'MEMBER', 'VIEWER', 'OPERATOR')),
  language      text        not null default '',
  status        text        not null check (status in ('INVITED', 'ACTIVE', 'DISABLED')),
  password_hash text,
  issuer        text,
  subject       text,
  created_at    timestamptz not null,
  valid_from    timestamptz not null,
  last_login    timestamptz,
  unique (tenant_id, id),
  unique (tenant_id, email),
  unique (tenant_id, issuer, subject),
  check (role <> 'OPERATOR' or tenant_id = 'platform'),
  check ((issuer is null) = (subject is null))
);
create index app_user_list on app_user (tenant_id, created_at desc, id desc);
-- A login that names no tenant asks for the e-mail alone.
create index app_user_email on app_user (email);

create table user_group (
  tenant_id text not null,
  user_id   uuid not null,
  name      text not null,
  primary key (tenant_id, user_id, name),
  foreign key (tenant_id, user_id) references app_user (tenant_id, id) on delete cascade
);

-- One open invitation a user at most: a new link makes the former one worthless.
create table invitation (
  tenant_id  text        not null,
  user_id    uuid        not null,
  hash       bytea       not null unique,
  expires_at timestamptz not null,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references app_user (tenant_id, id) on delete cascade
);

-- Where a user has logged in from: there others' guesses do not keep them out.
create table login_address (
  tenant_id text        not null,
  user_id   uuid        not null,
  address   bytea       not null,
  seen_at   timestamptz not null,
  primary key (tenant_id, user_id, address),
  foreign key (tenant_id, user_id) references app_user (tenant_id, id) on delete cascade
);

do $$
declare
  guarded text;
begin
  foreach guarded in array array['app_user', 'user_group', 'invitation', 'login_address'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
      guarded);
    execute format('grant select, insert, update, delete on %I to concierge_app', guarded);
  end loop;
end $$;
