-- The only look-ups that work before a tenant is known. They are part of the wall: this file is the
-- whole list, each returns the minimum, and each runs as concierge_lookup, which sees these two
-- tables and nothing else.

create policy lookup on api_key for select to concierge_lookup using (true);
create policy lookup on job to concierge_lookup using (true);
grant select on api_key to concierge_lookup;
grant select, update on job to concierge_lookup;

-- Which key is this? By hash only: a caller must hold the whole key to ask.
create function api_key_by_hash(wanted bytea)
  returns table (id uuid, tenant_id text, prefix text, scopes text[])
  language sql stable security definer set search_path = concierge, pg_temp
as $$
  select k.id, k.tenant_id, k.prefix, k.scopes
  from api_key k
  where k.hash = wanted
    and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > now())
$$;

-- Takes the next job for a worker: nobody else's lease on it, tenants with less under way first, so
-- that one tenant's thousand files do not hold up another's single one.
create function next_job(worker text, lease interval)
  returns table (id uuid, tenant_id text, document_id uuid, attempts int)
  language sql volatile security definer set search_path = concierge, pg_temp
as $$
  update job set leased_by = worker, leased_until = now() + lease, attempts = job.attempts + 1
  where job.id = (
    select j.id
    from job j
    where j.leased_until is null or j.leased_until < now()
    order by (select count(*) from job busy
              where busy.tenant_id = j.tenant_id and busy.leased_until >= now()),
             j.created_at
    limit 1
    for update skip locked)
  returning job.id, job.tenant_id, job.document_id, job.attempts
$$;

-- The functions change hands: their owner must be allowed to own something here, for this moment.
grant create on schema concierge to concierge_lookup;
alter function api_key_by_hash(bytea) owner to concierge_lookup;
alter function next_job(text, interval) owner to concierge_lookup;
revoke create on schema concierge from concierge_lookup;
grant usage on schema concierge to concierge_lookup;

revoke all on function api_key_by_hash(bytea), next_job(text, interval) from public;
grant execute on function api_key_by_hash(bytea), next_job(text, interval) to concierge_app;
