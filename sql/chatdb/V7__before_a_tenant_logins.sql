-- Look-ups about logins that work before a tenant is known, after the manner of V3: each returns the
-- minimum and runs as concierge_lookup. They are part of the wall.

create policy lookup on login to concierge_lookup using (true);
create policy lookup on refresh_token to concierge_lookup using (true);
create policy lookup on signing_key to concierge_lookup using (true);
grant select, update on login to concierge_lookup;
grant select, insert, update on refresh_token to concierge_lookup;
grant select, insert, update on signing_key to concierge_lookup;

-- Exchanges a refresh token for its successor, for the program that it was made for. A token that
-- was used before ends its login: one of its two bearers is a thief, and nobody knows which. Of two
-- that come at once, the row's lock makes one the second. No row: this token opens nothing.
create function exchange_refresh_token(
    given bytea, successor bytea, for_client text, moment timestamptz, lifetime interval)
  returns table (tenant_id text, login_id uuid)
  language plpgsql volatile security definer set search_path = concierge, pg_temp
as $$
declare
  token record;
begin
  select r.tenant_id, r.login_id, r.used_at, r.expires_at into token
  from refresh_token r join login l on l.id = r.login_id and l.tenant_id = r.tenant_id
  where r.hash = given and l.client = for_client and l.ended_at is null
  for update;
  if not found or token.expires_at <= moment then
    return;
  end if;
  if token.used_at is not null then
    update login l set ended_at = moment where l.id = token.login_id and l.ended_at is null;
    return;
  end if;
  update refresh_token r set used_at = moment where r.hash = given;
  insert into refresh_token (hash, tenant_id, login_id, expires_at)
    values (successor, token.tenant_id, token.login_id, moment + lifetime);
  return query select token.tenant_id, token.login_id;
end $$;

-- The keys that sign, or lately did. Whoever reads the private part still needs the installation's
-- own key to decrypt it.
create function signing_keys(moment timestamptz, grace interval)
  returns table (kid text, public_part text, private_part bytea, created_at timestamptz,
                 retired_at timestamptz)
  language sql stable security definer set search_path = concierge, pg_temp
as $$
  select k.kid, k.public_part, k.private_part, k.created_at, k.retired_at
  from signing_key k
  where k.retired_at is null or k.retired_at > moment - grace
$$;

-- Makes a key the one that signs, unless the present one is younger than that: then another node
-- was first. Answers whether it did.
create function rotate_signing_key(
    new_kid text, new_public text, new_private bytea, moment timestamptz, min_age interval)
  returns boolean
  language plpgsql volatile security definer set search_path = concierge, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtext('concierge.signing_key'));
  if exists (select from signing_key k
             where k.retired_at is null and k.created_at > moment - min_age) then
    return false;
  end if;
  update signing_key k set retired_at = moment where k.retired_at is null;
  insert into signing_key (kid, public_part, private_part, created_at)
    values (new_kid, new_public, new_private, moment);
  return true;
end $$;

grant create on schema concierge to concierge_lookup;
alter function exchange_refresh_token(bytea, bytea, text, timestamptz, interval)
  owner to concierge_lookup;
alter function signing_keys(timestamptz, interval) owner to concierge_lookup;
alter function rotate_signing_key(text, text, bytea, timestamptz, interval)
  owner to concierge_lookup;
revoke create on schema concierge from concierge_lookup;

revoke all on function exchange_refresh_token(bytea, bytea, text, timestamptz, interval),
  signing_keys(timestamptz, interval),
  rotate_signing_key(text, text, bytea, timestamptz, interval) from public;
grant execute on function exchange_refresh_token(bytea, bytea, text, timestamptz, interval),
  signing_keys(timestamptz, interval),
  rotate_signing_key(text, text, bytea, timestamptz, interval) to concierge_app;
