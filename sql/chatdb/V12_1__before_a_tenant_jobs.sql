-- The look-up of the next job, after the manner of V3: now by turns.

create policy lookup on job_pace to concierge_lookup using (true);
grant select, insert, update on job_pace to concierge_lookup;

drop function next_job(text, interval);

-- Takes the next job for a worker. Tenants take turns: first those with least under way, then the one
-- that has waited longest for its turn, however many jobs it has; none has more than "most" of one
-- worker's jobs at once. The tenants are found by hopping along the index: 10,000 jobs of one tenant
-- cost as much as one.
create function next_job(worker text, lease interval, most int)
  returns table (id uuid, tenant_id text, document_id uuid, kind text, attempts int, revision int)
  language plpgsql volatile security definer set search_path = concierge, pg_temp
as $$
#variable_conflict use_column
declare
  candidate text;
begin
  for candidate in
    with recursive waiting (tenant) as (
      (select j.tenant_id from job j order by j.tenant_id limit 1)
      union all
      select (select j.tenant_id from job j
              where j.tenant_id > w.tenant order by j.tenant_id limit 1)
      from waiting w where w.tenant is not null)
    select w.tenant
    from waiting w
    cross join lateral (
      select count(*) as anywhere, count(*) filter (where j.leased_by = worker) as here
      from job j
      where j.tenant_id = w.tenant and j.leased_by is not null and j.leased_until >= now()) busy
    left join job_pace p on p.tenant_id = w.tenant
    where w.tenant is not null and busy.here < most
    order by busy.anywhere, p.served_at nulls first, w.tenant
  loop
    return query
      update job set leased_by = worker, leased_until = now() + lease,
                     attempts = job.attempts + 1, started_at = now()
      where job.id = (
        select j.id from job j
        where j.tenant_id = candidate and j.leased_until < now()
        order by j.kind desc, j.created_at
        limit 1
        for update skip locked)
      returning job.id, job.tenant_id, job.document_id, job.kind, job.attempts, job.revision;
    if found then
      insert into job_pace (tenant_id, served_at) values (candidate, clock_timestamp())
      on conflict (tenant_id) do update set served_at = excluded.served_at;
      return;
    end if;
  end loop;
end $$;

grant create on schema concierge to concierge_lookup;
alter function next_job(text, interval, int) owner to concierge_lookup;
revoke create on schema concierge from concierge_lookup;

revoke all on function next_job(text, interval, int) from public;
grant execute on function next_job(text, interval, int) to concierge_app;
