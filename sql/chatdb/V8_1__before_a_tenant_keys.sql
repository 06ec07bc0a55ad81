-- The look-up of an API key by its hash, after the manner of V3: it tells the key's limits too, and
-- finds a key by its former secret while that one still works.

drop function api_key_by_hash(bytea);

create function api_key_by_hash(wanted bytea)
  returns table (id uuid, tenant_id text, prefix text, scopes text[], rate_limit int,
                 origins text[])
  language sql stable security definer set search_path = concierge, pg_temp
as $$
  select k.id, k.tenant_id, k.prefix, k.scopes, k.rate_limit, k.origins
  from api_key k
  where (k.hash = wanted or (k.previous_hash = wanted and k.previous_until > now()))
    and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > now())
$$;

grant create on schema concierge to concierge_lookup;
alter function api_key_by_hash(bytea) owner to concierge_lookup;
revoke create on schema concierge from concierge_lookup;

revoke all on function api_key_by_hash(bytea) from public;
grant execute on function api_key_by_hash(bytea) to concierge_app;
