-- What is asked for after a session comes from the protocol that the session pinned, and is kept as that protocol said it:
-- a later version changes nothing that was planned. What was planned before this was sent by link, under these names.
alter table clinic.planned_measure
  add column label text not null default 'Measure after the session',
  add column channel text not null default 'link' check (channel in ('call', 'link', 'visit')),
  add column if_missed text not null default 'task' check (if_missed in ('task', 'escalate'));
alter table clinic.planned_measure alter column label drop default, alter column channel drop default,
  alter column if_missed drop default;
