-- The next address to be fetched, whoever's it is, after the manner of next_job in V3.

create policy lookup on url_import to concierge_lookup using (true);
grant select, update on url_import to concierge_lookup;

-- No tenant has more than two under way: one that names a hundred slow servers waits for them alone.
create function next_url_import(worker text, lease interval)
  returns table (tenant_id text, document_id uuid, address text, attempts int)
  language sql volatile security definer set search_path = concierge, pg_temp
as $$
  update url_import u
  set leased_by = worker, leased_until = now() + lease, attempts = u.attempts + 1
  where (u.tenant_id, u.document_id) = (
    select n.tenant_id, n.document_id
    from url_import n
    where (n.leased_until is null or n.leased_until < now())
      and (select count(*) from url_import busy
           where busy.tenant_id = n.tenant_id and busy.leased_by is not null
             and busy.leased_until >= now()) < 2
    order by n.created_at
    limit 1
    for update skip locked)
  returning u.tenant_id, u.document_id, u.address, u.attempts
$$;

grant create on schema concierge to concierge_lookup;
alter function next_url_import(text, interval) owner to concierge_lookup;
revoke create on schema concierge from concierge_lookup;

revoke all on function next_url_import(text, interval) from public;
grant execute on function next_url_import(text, interval) to concierge_app;
