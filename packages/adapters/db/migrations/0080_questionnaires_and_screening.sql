-- Questionnaires, what follows from them, and what a prescriber decides. History is added to: an answer is changed by a
-- newer answer, a decision by a newer decision, wording is switched off by another row.

-- A practice's own licensed wording of an instrument whose text is not shipped, with who answers for the right to it.
create table clinic.instrument_wording (
  practice_id uuid not null,
  id uuid not null,
  position bigint generated always as identity,
  instrument_id text collate "C" not null,
  instrument_version text not null,
  switched text not null check (switched in ('on', 'off')),
  -- Shape in domain/instruments: stem, items, choices. Null when it is switched off.
  wording jsonb,
  notice text check (length(notice) between 3 and 1000),
  reference text not null check (length(reference) between 3 and 300),
  at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, id),
  check ((switched = 'on') = (wording is not null) and (switched = 'on') = (notice is not null))
);
select upkeep.belongs_to_practice('clinic.instrument_wording');
create index instrument_wording_newest on clinic.instrument_wording (practice_id, instrument_id, position desc);

-- One time somebody is asked one instrument.
create table clinic.instrument_response (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  instrument_id text collate "C" not null,
  instrument_version text not null,
  language text not null check (language in ('en', 'es')),
  answered_by text not null check (answered_by in ('patient', 'clinician')),
  mode text not null check (mode in ('link', 'tablet', 'paper', 'interview')),
  started_at timestamptz(3) not null,
  started_by_name text not null,
  -- Where it is an item of a packet; one response each.
  packet_id uuid,
  packet_item text,
  -- Where it answers a measure that was planned after a session.
  measure_id uuid,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  check ((packet_id is null) = (packet_item is null))
);
select upkeep.belongs_to_practice('clinic.instrument_response');
create index instrument_response_of_patient on clinic.instrument_response (practice_id, patient_id, started_at desc);
create unique index instrument_response_of_packet on clinic.instrument_response (practice_id, packet_id, packet_item);

-- Each answer as it was saved; the newest of a question counts. Insert-only, so that what was once answered stays known.
create table clinic.instrument_answer (
  practice_id uuid not null,
  id uuid not null,
  response_id uuid not null,
  position bigint generated always as identity,
  item_id text collate "C" not null,
  value integer not null,
  answered_at timestamptz(3) not null,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, response_id) references clinic.instrument_response (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.instrument_answer');
create index instrument_answer_newest on clinic.instrument_answer (practice_id, response_id, item_id, position desc);

-- What a submitted response came to, or a total entered from elsewhere. Written once; never changed.
create table clinic.instrument_result (
  practice_id uuid not null,
  response_id uuid not null,
  patient_id uuid not null,
  instrument_id text collate "C" not null,
  status text not null check (status in ('complete', 'incomplete')),
  -- Tenths, because PEG is a mean of three; null where the instrument has no total.
  total_tenths integer,
  band text,
  -- Positive findings by id, and the tier of a screener; shapes in domain/instruments.
  findings jsonb not null,
  missing text[] not null,
  -- When it was answered or rated: what a plot is drawn by.
  measured_at timestamptz(3) not null,
  submitted_at timestamptz(3) not null,
  submitted_by_name text not null,
  -- Who rated it, where only the total was entered.
  rated_by text,
  primary key (practice_id, response_id),
  foreign key (practice_id, response_id) references clinic.instrument_response (practice_id, id),
  check (status = 'complete' or total_tenths is null)
);
select upkeep.belongs_to_practice('clinic.instrument_result');
create index instrument_result_of_patient
  on clinic.instrument_result (practice_id, patient_id, instrument_id, measured_at);
create index instrument_result_by_time on clinic.instrument_result (practice_id, instrument_id, measured_at);

-- An alert an answer or a total raised: once for one response and rule. Its task has the owner and the clock.
create table clinic.instrument_alert (
  practice_id uuid not null,
  id uuid not null,
  response_id uuid not null,
  patient_id uuid not null,
  rule text collate "C" not null,
  because text not null,
  raised_at timestamptz(3) not null,
  task_id uuid not null,
  primary key (practice_id, id),
  foreign key (practice_id, response_id) references clinic.instrument_response (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.instrument_alert');
create unique index instrument_alert_once on clinic.instrument_alert (practice_id, response_id, rule);
create index instrument_alert_of_patient on clinic.instrument_alert (practice_id, patient_id, raised_at desc);

-- A prescriber settled an unknown screening rule, in words another can check.
create table clinic.screening_settled (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  rule text collate "C" not null,
  truth text not null check (truth in ('yes', 'no')),
  how text not null check (length(how) between 10 and 1000),
  at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.screening_settled');
create index screening_settled_of_patient on clinic.screening_settled (practice_id, patient_id, at);

-- Whether somebody may have a treatment, as a prescriber decided on a day; the newest of a track counts.
create table clinic.eligibility_decision (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  track text not null check (track in ('infusion', 'kap')),
  outcome text not null check (outcome in ('eligible', 'not-eligible', 'more-information')),
  reason text not null check (length(reason) between 10 and 4000),
  capacity text not null check (capacity in ('yes', 'no', 'unknown')),
  willing text not null check (willing in ('yes', 'no', 'unknown')),
  supported text not null check (supported in ('yes', 'no', 'unknown')),
  -- How every rule stood that was not a plain no, and the stops a second person answers for.
  considered jsonb not null,
  awaits text[] not null,
  decided_at timestamptz(3) not null,
  decided_on date not null,
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  check (outcome <> 'eligible' or capacity = 'yes')
);
select upkeep.belongs_to_practice('clinic.eligibility_decision');
create index eligibility_decision_of_patient
  on clinic.eligibility_decision (practice_id, patient_id, track, decided_at desc);

-- The second person's name on a hard stop. Never the one who decided: the application asks, and this table asks again.
create table clinic.eligibility_override (
  practice_id uuid not null,
  id uuid not null,
  decision_id uuid not null,
  patient_id uuid not null,
  rule text collate "C" not null,
  reason text not null check (length(reason) between 10 and 1000),
  at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  decided_by uuid not null,
  primary key (practice_id, id),
  foreign key (practice_id, decision_id) references clinic.eligibility_decision (practice_id, id),
  check (by_membership <> decided_by)
);
select upkeep.belongs_to_practice('clinic.eligibility_override');
create unique index eligibility_override_once on clinic.eligibility_override (practice_id, decision_id, rule);

-- What a clinician decided about mood and safety, with the structured assessment it rests on.
create table clinic.mood_safety_decision (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  outcome text not null check (outcome in ('proceed', 'proceed-with-precautions', 'hold', 'higher-care')),
  assessment jsonb not null,
  -- The C-SSRS it also rests on, where the practice has one.
  response_id uuid,
  reason text not null check (length(reason) between 10 and 4000),
  decided_at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  by_role text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.mood_safety_decision');
create index mood_safety_decision_of_patient on clinic.mood_safety_decision (practice_id, patient_id, decided_at desc);

-- The short form of the day, whole.
create table clinic.day_of_form (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  on_day date not null,
  answers jsonb not null,
  reopens text[] not null,
  at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.day_of_form');
create index day_of_form_of_patient on clinic.day_of_form (practice_id, patient_id, at desc);

-- A measure planned after a session: when it is asked, until when it is awaited. What happened to it is written beside it.
create table clinic.planned_measure (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  session_id uuid not null,
  kind text collate "C" not null,
  instruments text[] not null check (cardinality(instruments) > 0),
  due_at timestamptz(3) not null,
  closes_at timestamptz(3) not null check (closes_at > due_at),
  planned_at timestamptz(3) not null,
  asked_at timestamptz(3),
  packet_id uuid,
  -- Why it could not be sent, where it could not: somebody calls instead.
  not_sent_why text,
  answered_at timestamptz(3),
  missed_at timestamptz(3),
  superseded_at timestamptz(3),
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.planned_measure');
create unique index planned_measure_once on clinic.planned_measure (practice_id, session_id, kind);
create index planned_measure_of_patient on clinic.planned_measure (practice_id, patient_id, due_at);
create index planned_measure_to_ask on clinic.planned_measure (practice_id, due_at)
  where asked_at is null and superseded_at is null;
create index planned_measure_to_miss on clinic.planned_measure (practice_id, closes_at)
  where answered_at is null and missed_at is null and superseded_at is null;
grant update (asked_at, packet_id, not_sent_why, answered_at, missed_at, superseded_at) on clinic.planned_measure
  to holdspace_app;
