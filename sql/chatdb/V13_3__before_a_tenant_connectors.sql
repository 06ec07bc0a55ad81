-- The next connector that is due, whoever's it is, after the manner of next_job in V3.

create policy lookup on connector to concierge_lookup using (true);
grant select (tenant_id, id, next_at, leased_by, leased_until),
      update (leased_by, leased_until) on connector to concierge_lookup;

-- One of a tenant at a time: a tenant with many waits for its own.
create function next_connector(worker text, lease interval)
  returns table (tenant_id text, id uuid)
  language sql volatile security definer set search_path = concierge, pg_temp
as $$
  update connector c
  set leased_by = worker, leased_until = now() + lease
  where (c.tenant_id, c.id) = (
    select n.tenant_id, n.id
    from connector n
    where n.next_at <= now()
      and (n.leased_until is null or n.leased_until < now())
      and not exists (select from connector busy
                      where busy.tenant_id = n.tenant_id and busy.leased_until >= now())
    order by n.next_at
    limit 1
    for update skip locked)
  returning c.tenant_id, c.id
$$;

grant create on schema concierge to concierge_lookup;
alter function next_connector(text, interval) owner to concierge_lookup;
revoke create on schema concierge from concierge_lookup;

revoke all on function next_connector(text, interval) from public;
grant execute on function next_connector(text, interval) to concierge_app;
