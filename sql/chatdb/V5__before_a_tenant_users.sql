-- The look-ups of a login: whose e-mail is this, whose invitation, and has it been tried too often.
-- As in V3 each returns the minimum and runs as concierge_lookup.

-- How often something was tried, by all nodes together. It is no tenant's and holds no content: the
-- key is a hash, and nobody but the functions below reads or writes it. Not logged: after a
-- crash everybody has all tries again, which is no loss.
create unlogged table throttle (
  key     bytea       primary key,
  full_at timestamptz not null
);
create index throttle_full on throttle (full_at);
alter table throttle enable row level security;
alter table throttle force row level security;

create policy lookup on app_user for select to concierge_lookup using (true);
create policy lookup on invitation for select to concierge_lookup using (true);
create policy lookup on throttle to concierge_lookup using (true);
grant select on app_user, invitation to concierge_lookup;
grant select, insert, update, delete on throttle to concierge_lookup;

-- Who may log in with a password under this name, in one tenant or (null) in any; at most 5, those
-- who used it last first: a tenant that enters a stranger's e-mail must not push that stranger's own
-- account off the list.
create function users_by_email(wanted text, within text)
  returns table (tenant_id text, id uuid, password_hash text)
  language sql stable security definer set search_path = concierge, pg_temp
as $$
  select u.tenant_id, u.id, u.password_hash
  from app_user u
  where u.email = wanted and (within is null or u.tenant_id = within)
    and u.status = 'ACTIVE' and u.password_hash is not null
  order by u.last_login desc nulls last, u.created_at
  limit 5
$$;

-- Whose invitation is this? By hash only: a caller must hold the whole token to ask.
create function invitation_by_hash(wanted bytea)
  returns table (tenant_id text, user_id uuid)
  language sql stable security definer set search_path = concierge, pg_temp
as $$
  select i.tenant_id, i.user_id
  from invitation i
  where i.hash = wanted and i.expires_at > now()
$$;

-- Takes one of `burst` tries, of which one comes back each `refill`. Returns null if there was one,
-- else the seconds to wait; a refusal costs nothing. A bucket is one moment, when it will be full
-- again (the generic cell rate algorithm): one that is full needs no row.
create function throttle_take(wanted bytea, burst int, refill interval)
  returns double precision
  language plpgsql volatile security definer set search_path = concierge, pg_temp
as $$
declare
  moment timestamptz := clock_timestamp();
  free_at timestamptz;
begin
  insert into throttle as t (key, full_at) values (wanted, moment + refill)
  on conflict (key) do update set full_at = greatest(t.full_at, moment) + refill
    where greatest(t.full_at, moment) + refill <= moment + burst * refill;
  if found then
    return null;
  end if;
  select full_at - (burst - 1) * refill into free_at from throttle where key = wanted;
  return greatest(extract(epoch from coalesce(free_at, moment) - moment), 0);
end $$;

-- Gives a try back: it was no failure.
create function throttle_give_back(wanted bytea, refill interval)
  returns void
  language sql volatile security definer set search_path = concierge, pg_temp
as $$
  update throttle set full_at = full_at - refill where key = wanted
$$;

-- Removes what is full again.
create function throttle_forget()
  returns void
  language sql volatile security definer set search_path = concierge, pg_temp
as $$
  delete from throttle where key in (
    select key from throttle where full_at < now() limit 10000 for update skip locked)
$$;

grant create on schema concierge to concierge_lookup;
alter function users_by_email(text, text) owner to concierge_lookup;
alter function invitation_by_hash(bytea) owner to concierge_lookup;
alter function throttle_take(bytea, int, interval) owner to concierge_lookup;
alter function throttle_give_back(bytea, interval) owner to concierge_lookup;
alter function throttle_forget() owner to concierge_lookup;
revoke create on schema concierge from concierge_lookup;

revoke all on function users_by_email(text, text), invitation_by_hash(bytea),
  throttle_take(bytea, int, interval), throttle_give_back(bytea, interval),
  throttle_forget() from public;
grant execute on function users_by_email(text, text), invitation_by_hash(bytea),
  throttle_take(bytea, int, interval), throttle_give_back(bytea, interval),
  throttle_forget() to concierge_app;
