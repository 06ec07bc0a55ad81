-- Which part of a policy PostgreSQL asks first is its own choice: with the readers first, a
-- transaction without a tenant was given no rows instead of an error.
-- Invariant: whatever asks who reads, asks for whose tenant before.

create or replace function app_reads_everything() returns boolean
  language sql stable parallel safe
as $$
  select case when ${flyway:defaultSchema}.app_tenant() is null then false
              else coalesce(current_setting('app.readers', true) = '*', false) end
$$;

create or replace function app_readers() returns text[]
  language sql stable parallel safe
as $$
  -- After a transaction-local setting has ended, PostgreSQL gives '' instead of null.
  select case when ${flyway:defaultSchema}.app_tenant() is null
                or coalesce(current_setting('app.readers', true), '') in ('', '*') then '{}'::text[]
              else current_setting('app.readers', true)::text[] end
$$;
