-- Rates of requests, of all nodes together: like throttle_take in V5, for several limits at once, and
-- with what remains of each. As in V3 it runs as concierge_lookup.

-- Takes one of each, or none at all if one of them is used up. The buckets are V5's: the moment at which
-- a bucket will be full again.
create function rates_take(wanted bytea[], bursts int[], refills double precision[])
  returns table (place int, remaining int, delay double precision, reset double precision)
  language plpgsql volatile security definer set search_path = concierge, pg_temp
as $$
#variable_conflict use_column
declare
  moment timestamptz;
  granted boolean;
begin
  -- In order: two calls that wait for each other would both fail. What is there is locked, not changed.
  insert into throttle as t (key, full_at)
    select k, clock_timestamp() from unnest(wanted) as given (k) order by k
  on conflict (key) do update set full_at = t.full_at where false;
  moment := clock_timestamp();
  select bool_and(greatest(t.full_at, moment) + make_interval(secs => g.refill)
                  <= moment + make_interval(secs => g.burst * g.refill))
    into granted
  from unnest(wanted, bursts, refills) as g (key, burst, refill) join throttle t on t.key = g.key;
  if granted then
    update throttle t set full_at = greatest(t.full_at, moment) + make_interval(secs => g.refill)
    from unnest(wanted, refills) as g (key, refill) where t.key = g.key;
  end if;
  return query
    select g.place::int,
           greatest(0, floor(g.burst - g.debt / g.refill + 1e-6))::int,
           case when granted then 0
                else greatest(0, g.debt - (g.burst - 1) * g.refill) end::double precision,
           g.debt::double precision
    from (
      select u.place, u.burst, u.refill,
             greatest(0, extract(epoch from t.full_at - moment))::double precision as debt
      from unnest(wanted, bursts, refills) with ordinality as u (key, burst, refill, place)
      join throttle t on t.key = u.key) g
    order by 1;
end $$;

grant create on schema concierge to concierge_lookup;
alter function rates_take(bytea[], int[], double precision[]) owner to concierge_lookup;
revoke create on schema concierge from concierge_lookup;

revoke all on function rates_take(bytea[], int[], double precision[]) from public;
grant execute on function rates_take(bytea[], int[], double precision[]) to concierge_app;
