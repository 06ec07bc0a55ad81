-- How long the queue of documents is, for the metrics of the installation. As in V3 it returns the
-- minimum and runs as concierge_lookup.

create function queue_state()
  returns table (tenant_id text, waiting bigint, running bigint, oldest double precision)
  language sql stable security definer set search_path = concierge, pg_temp
as $$
  select j.tenant_id,
         count(*) filter (where j.leased_by is null or j.leased_until < now()),
         count(*) filter (where j.leased_by is not null and j.leased_until >= now()),
         coalesce(extract(epoch from now() - min(j.created_at)
                    filter (where j.leased_by is null or j.leased_until < now())), 0)::double precision
  from job j
  group by j.tenant_id
$$;

grant create on schema concierge to concierge_lookup;
alter function queue_state() owner to concierge_lookup;
revoke create on schema concierge from concierge_lookup;

revoke all on function queue_state() from public;
grant execute on function queue_state() to concierge_app;
