-- Questions without a good answer: which of them somebody has seen to, and how all of them are found
-- fast among many; and the turns of a span of time, for the figures.
-- Invariant: turn keeps the row security that it has; this is a column of it.

alter table turn add column seen_to_at timestamptz;
create index turn_shortfall on turn (tenant_id, created_at desc, id desc)
  where state = 'FAILED' or (state = 'DONE' and not context_used) or rating = -1;
create index turn_time on turn (tenant_id, created_at);
