-- Who did what, when: one chain of events a tenant, each bound to the one before it by its hash.
-- Invariant: the server adds events and reads them, and can do nothing else to them; it chooses
-- neither their order nor their hashes. Events never hold what was asked, answered or stored.

create table audit_event (
  tenant_id     text        not null,
  sequence      bigint      not null,
  at            timestamptz not null,
  actor_id      uuid        not null,
  actor_name    text        not null,
  action        text        not null,
  object        text        not null,
  request_id    text        not null,
  results       bigint,
  details       jsonb       not null default '{}',
  previous_hash bytea       not null,
  hash          bytea       not null,
  primary key (tenant_id, sequence)
);
create index audit_event_action on audit_event (tenant_id, action, sequence);

-- Where each chain ends: without it nobody would miss the newest events.
create table audit_head (
  tenant_id text   primary key,
  sequence  bigint not null,
  hash      bytea  not null
) with (fillfactor = 50);

-- Each part preceded by its length, so that no two events have the same text. AuditEvent does the same.
create function audit_text(parts text[]) returns text
  language sql immutable parallel safe
as $$
  select string_agg(octet_length(part) || ':' || part, '' order by place)
  from unnest(parts) with ordinality as listed (part, place)
$$;

create function audit_event_chain() returns trigger
  language plpgsql set search_path = ${flyway:defaultSchema}, pg_temp
as $$
begin
  -- One writer a tenant until its transaction ends: the next one sees where this one's events end.
  perform pg_advisory_xact_lock(hashtextextended('audit ' || new.tenant_id, 0));
  insert into audit_head (tenant_id, sequence, hash) values (new.tenant_id, 0, '')
    on conflict (tenant_id) do nothing;
  select h.sequence + 1, h.hash into new.sequence, new.previous_hash
  from audit_head h where h.tenant_id = new.tenant_id;
  new.hash := sha256(
    convert_to(
      audit_text(array[
        new.tenant_id, new.sequence::text, (extract(epoch from new.at) * 1000000)::bigint::text,
        new.actor_id::text, new.actor_name, new.action, new.object, new.request_id,
        coalesce(new.results::text, ''), new.details::text]),
      'UTF8')
    || new.previous_hash);
  update audit_head set sequence = new.sequence, hash = new.hash where tenant_id = new.tenant_id;
  return new;
end $$;

create trigger chain before insert on audit_event
  for each row execute function audit_event_chain();

do $$
declare
  guarded text;
begin
  foreach guarded in array array['audit_event', 'audit_head'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
    execute format(
      'create policy tenant on %I to concierge_app, concierge_owner
         using (tenant_id = (select app_tenant())) with check (tenant_id = (select app_tenant()))',
      guarded);
  end loop;
end $$;

grant select, insert on audit_event to concierge_app;
-- Its rows are kept by the trigger; whoever else changes one breaks the chain for all to see.
grant select, insert, update on audit_head to concierge_app;

revoke all on function audit_text(text[]), audit_event_chain() from public;
grant execute on function audit_text(text[]) to concierge_app, concierge_owner;
