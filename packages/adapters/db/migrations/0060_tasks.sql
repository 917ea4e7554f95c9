-- Tasks: what somebody must do by a time. The row says how it stands; every step that led there is an event that is
-- never changed (M11, M12).

create table clinic.task (
  practice_id uuid not null,
  id uuid not null,
  -- A name of the table in domain/clinic/tasks; a new kind needs no migration.
  kind text collate "C" not null check (kind ~ '^[a-z]+(-[a-z0-9]+)*$'),
  -- One line for the list. About a patient it is read only by who may reach them.
  title text not null check (length(title) between 1 and 300),
  patient_id uuid,
  -- Exactly one of the three owns it.
  owner_membership_id uuid,
  owner_role text check (owner_role in (
    'prescriber', 'nurse', 'therapist', 'outside-therapist', 'front-desk', 'biller', 'admin', 'auditor')),
  owner_duty text check (owner_duty in ('medical-director', 'privacy-officer', 'supervisor', 'witness')),
  -- What called for it: `instrument-response`, the id of the record. One task a kind and evidence.
  evidence_type text collate "C" not null,
  evidence_id text collate "C" not null,
  status text not null default 'open' check (status in ('open', 'acknowledged', 'done')),
  step integer not null default 1 check (step between 1 and 1000),
  opened_at timestamptz(3) not null,
  asked_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  acknowledged_at timestamptz(3),
  acknowledged_by_name text,
  done_at timestamptz(3),
  primary key (practice_id, id),
  unique (practice_id, kind, evidence_type, evidence_id),
  check (num_nonnulls(owner_membership_id, owner_role, owner_duty) = 1),
  check ((status = 'done') = (done_at is not null))
);
select upkeep.belongs_to_practice('clinic.task');
grant update (owner_membership_id, owner_role, owner_duty, status, step, asked_at, due_at, acknowledged_at,
  acknowledged_by_name, done_at) on clinic.task to holdspace_app;
create index task_waiting on clinic.task (practice_id, due_at, id) where status <> 'done';
create index task_of_patient on clinic.task (practice_id, patient_id, opened_at);

create table clinic.task_event (
  practice_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  -- The steps of one task in their order; several may share a moment.
  seq integer not null check (seq > 0),
  at timestamptz(3) not null,
  kind text not null check (kind in ('opened', 'acknowledged', 'reassigned', 'escalated', 'done')),
  -- Null where Holdspace itself did it: an escalation, a sweep.
  by_membership_id uuid,
  by_name text not null,
  to_membership_id uuid,
  to_role text,
  to_duty text,
  -- Why it was handed on, or what was done.
  words text not null default '' check (length(words) <= 2000),
  -- What was decided about somebody's safety.
  decision text check (decision in ('no-acute-risk', 'safety-plan-reviewed', 'session-held', 'seen-in-person',
    'caregiver-involved', 'crisis-line-connected', 'emergency-services')),
  primary key (practice_id, id),
  unique (practice_id, task_id, seq),
  foreign key (practice_id, task_id) references clinic.task (practice_id, id),
  check (decision is null or kind = 'done')
);
select upkeep.belongs_to_practice('clinic.task_event');

-- When the practice is open. Minutes after midnight on its own wall clock.
create table clinic.opening_hours (
  practice_id uuid not null,
  weekday integer not null check (weekday between 1 and 7),
  opens_minute integer not null check (opens_minute between 0 and 1439),
  closes_minute integer not null check (closes_minute between 1 and 1440),
  primary key (practice_id, weekday, opens_minute),
  check (closes_minute > opens_minute)
);
select upkeep.belongs_to_practice('clinic.opening_hours');
grant delete on clinic.opening_hours to holdspace_app;

-- The coverage roster: who answers which tasks, in which hours, asked as the how-manieth (RULINGS 7). A line is ended,
-- never erased, so that one can see later who was to be asked.
create table clinic.coverage_line (
  practice_id uuid not null,
  id uuid not null,
  task_group text not null check (task_group in ('safety', 'clinical', 'desk', 'administration')),
  hours text not null check (hours in ('opening-hours', 'out-of-hours', 'always')),
  step integer not null check (step between 1 and 20),
  membership_id uuid not null references identity.membership (id),
  valid_from date not null,
  valid_until date,
  set_at timestamptz(3) not null,
  set_by_name text not null,
  primary key (practice_id, id),
  -- Ended on the day it began, it held on no day.
  check (valid_until is null or valid_until >= valid_from - 1)
);
select upkeep.belongs_to_practice('clinic.coverage_line');
grant update (valid_until) on clinic.coverage_line to holdspace_app;
