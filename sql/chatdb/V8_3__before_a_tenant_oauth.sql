-- The look-up of an authorization code, after the manner of V3.

create policy lookup on authorization_request to concierge_lookup using (true);
grant select, update on authorization_request to concierge_lookup;

-- Uses up an authorization code. One that comes again ends the login that its first use began: one
-- of its two bearers is a thief. No row: this code opens nothing.
create function use_authorization_code(given bytea, moment timestamptz)
  returns table (id uuid, tenant_id text, user_id uuid, client_id text, redirect_uri text,
                 challenge text, scopes text[])
  language plpgsql volatile security definer set search_path = concierge, pg_temp
as $$
declare
  request authorization_request;
begin
  select a.* into request from authorization_request a where a.code_hash = given for update;
  if not found then
    return;
  end if;
  if request.used_at is not null then
    update authorization_request a set reused = true where a.id = request.id;
    update login l set ended_at = moment where l.id = request.login_id and l.ended_at is null;
    return;
  end if;
  if request.expires_at <= moment then
    return;
  end if;
  update authorization_request a set used_at = moment where a.id = request.id;
  return query select request.id, request.tenant_id, request.user_id, request.client_id,
    request.redirect_uri, request.challenge, request.scopes;
end $$;

grant create on schema concierge to concierge_lookup;
alter function use_authorization_code(bytea, timestamptz) owner to concierge_lookup;
revoke create on schema concierge from concierge_lookup;

revoke all on function use_authorization_code(bytea, timestamptz) from public;
grant execute on function use_authorization_code(bytea, timestamptz) to concierge_app;
