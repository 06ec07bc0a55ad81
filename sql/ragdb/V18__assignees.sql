-- Who is to see to a question without a good answer.
-- Invariant: turn keeps the row security that it has; this is a column of it.

alter table turn add column assignee_id uuid;
create index turn_assignee on turn (tenant_id, assignee_id) where assignee_id is not null;
