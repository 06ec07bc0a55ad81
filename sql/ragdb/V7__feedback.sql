-- What the one who asked thinks of an answer.
-- Invariant: turn keeps the row security that it has; these are columns of it.

alter table turn add column rating smallint check (rating in (-1, 1));
alter table turn add column feedback_reason text not null default '';
alter table turn add column feedback_comment text not null default '';
