-- What staff change on a chart: allergies, problems, medicines, weights and a person's details. All of it is added to:
-- a line that ended or was entered in error stays, and what is said of it since stands beside it.

-- Who wrote a line down, where somebody of this practice did; null for what came with a referral.
alter table clinic.problem add column recorded_by_name text;
alter table clinic.allergy add column recorded_by_name text;
alter table clinic.medication add column recorded_by_name text;

-- A weight taken at this practice outside a session: both units as they were read back, and whether the scale was
-- stepped on twice because the number differed much from the visit before.
alter table clinic.weight add column recorded_by_name text;
alter table clinic.weight add column read_back text;
alter table clinic.weight add column change_confirmed boolean not null default false;
alter table clinic.weight add constraint measured_here_is_signed
  check (source <> 'measured' or (recorded_by is not null and recorded_by_name is not null and read_back is not null));

-- What was said of a line later. The newest one says how it stands.
create table clinic.fact_statement (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('allergy', 'problem', 'medicine', 'weight')),
  fact_id uuid not null,
  says text not null check (says in ('active', 'resolved', 'on-hold', 'stopped', 'entered-in-error')),
  reason text not null check (length(reason) between 3 and 300),
  at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  check (kind <> 'weight' or says = 'entered-in-error')
);
select upkeep.belongs_to_practice('clinic.fact_statement');
create index fact_statement_of_patient on clinic.fact_statement (practice_id, patient_id, at, id);
-- Entered in error is said once: a mistake is not revived, it is entered again.
create unique index fact_in_error_once on clinic.fact_statement (practice_id, fact_id) where says = 'entered-in-error';

-- Somebody went through a list with the person and puts their name to it.
create table clinic.list_review (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  list text not null check (list in ('allergy', 'problem', 'medicine')),
  says text not null check (says in ('as-listed', 'none-known')),
  at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  check (says = 'as-listed' or list = 'allergy')
);
select upkeep.belongs_to_practice('clinic.list_review');
create index list_review_of_patient on clinic.list_review (practice_id, patient_id, list, at desc, id desc);

-- Each part of a person's details that changed: what stood there, what stands there now, who did it and why.
create table clinic.details_change (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  -- One act may change several parts.
  change_id uuid not null,
  part text not null check (length(part) between 1 and 40),
  before text,
  after text,
  reason text,
  -- The patient's own form, or staff by hand.
  source text not null check (source in ('staff', 'form')),
  at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.details_change');
create index details_change_of_patient on clinic.details_change (practice_id, patient_id, at desc, id desc);

grant update (birth_date) on clinic.patient to holdspace_app;
