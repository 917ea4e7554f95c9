-- Doses a person had outside this practice, and the reviews that repeated doses ask for. History is added to: what was
-- entered in error is taken back by another row.
create table clinic.dose_elsewhere (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  given_on date not null,
  route text not null check (route in ('IV', 'IM', 'SL', 'PO', 'IN')),
  -- Null where nobody knows how much.
  amount_mcg bigint check (amount_mcg > 0),
  -- Where, and how it is known: the patient's word, a letter.
  given_where text not null check (length(given_where) between 2 and 300),
  known_from text not null check (length(known_from) between 2 and 300),
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.dose_elsewhere');
create index dose_elsewhere_of_patient on clinic.dose_elsewhere (practice_id, patient_id, given_on, id);

create table clinic.dose_elsewhere_taken_back (
  practice_id uuid not null,
  id uuid not null,
  at timestamptz(3) not null,
  reason text not null check (length(reason) between 3 and 300),
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, id) references clinic.dose_elsewhere (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.dose_elsewhere_taken_back');

create table clinic.dose_review (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  -- As the protocol names it: bladder, liver, misuse.
  rule_id text not null check (length(rule_id) between 1 and 60),
  reviewed_on date not null,
  finding text not null check (length(finding) between 3 and 2000),
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.dose_review');
create index dose_review_of_patient on clinic.dose_review (practice_id, patient_id, reviewed_on, id);
