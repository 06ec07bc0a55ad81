-- Who has failed too often to name a tenant, of all nodes together. Like the buckets of V5 it is no
-- tenant's and holds no content: keys are hashes. As in V3 the functions run as concierge_lookup.

create unlogged table blocked (
  key           bytea       primary key,
  failures      int         not null,
  -- Failures before that are forgotten.
  since         timestamptz not null,
  blocked_until timestamptz not null
);
create index blocked_since on blocked (since);
alter table blocked enable row level security;
alter table blocked force row level security;
create policy lookup on blocked to concierge_lookup using (true);
grant select, insert, update, delete on blocked to concierge_lookup;

-- Counts a failure; after so many within the time they are blocked for as long. Answers how many
-- there are by now.
create function block_failure(wanted bytea, most int, lasting interval)
  returns int
  language plpgsql volatile security definer set search_path = concierge, pg_temp
as $$
declare
  moment timestamptz := clock_timestamp();
  counted int;
begin
  insert into blocked as b (key, failures, since, blocked_until)
    values (wanted, 1, moment, case when most <= 1 then moment + lasting else '-infinity' end)
  on conflict (key) do update set
    failures = case when b.since < moment - lasting then 1 else b.failures + 1 end,
    since = case when b.since < moment - lasting then moment else b.since end,
    blocked_until = case
      when b.since >= moment - lasting and b.failures + 1 >= most
        then greatest(b.blocked_until, moment + lasting)
      else b.blocked_until end
  returning failures into counted;
  return counted;
end $$;

-- The seconds that the first of them is still blocked for; 0 if none is.
create function block_left(wanted bytea[])
  returns double precision
  language sql stable security definer set search_path = concierge, pg_temp
as $$
  select greatest(0, coalesce(extract(epoch from max(b.blocked_until) - clock_timestamp()), 0))::double precision
  from blocked b
  where b.key = any (wanted) and b.blocked_until > clock_timestamp()
$$;

create function block_forget(lasting interval)
  returns void
  language sql volatile security definer set search_path = concierge, pg_temp
as $$
  delete from blocked b where b.key in (
    select o.key from blocked o
    where o.since < now() - lasting and o.blocked_until < now()
    limit 10000 for update skip locked)
$$;

grant create on schema concierge to concierge_lookup;
alter function block_failure(bytea, int, interval) owner to concierge_lookup;
alter function block_left(bytea[]) owner to concierge_lookup;
alter function block_forget(interval) owner to concierge_lookup;
revoke create on schema concierge from concierge_lookup;

revoke all on function block_failure(bytea, int, interval), block_left(bytea[]),
  block_forget(interval) from public;
grant execute on function block_failure(bytea, int, interval), block_left(bytea[]),
  block_forget(interval) to concierge_app;
