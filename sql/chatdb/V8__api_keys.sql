-- What a key may be limited to, how it is used, and the former secret that still works for a while
-- after it was changed.

alter table api_key
  -- Requests a minute; null for any number.
  add column rate_limit     int,
  -- Origins of web pages that may use it; empty for any.
  add column origins        text[]      not null default '{}',
  add column last_used      timestamptz,
  add column use_count      bigint      not null default 0,
  add column previous_hash  bytea       unique,
  add column previous_until timestamptz;
