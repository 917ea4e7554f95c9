-- Who treats whom, and by what plan. History is added to: a period is ended and a plan changed by another row.

-- One stretch of time of one member on one patient's team.
create table clinic.care_team_period (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  membership_id uuid not null references identity.membership (id),
  -- As the record shows them, on the day they joined.
  member_name text not null,
  part text not null check (part in ('lead-prescriber', 'prescriber', 'nurse', 'therapist', 'outside-therapist')),
  starts_on date not null,
  -- The last day, which still counts whole.
  until date check (until >= starts_on),
  reason text not null check (length(reason) between 3 and 300),
  -- An outside therapist learns nothing without the patient's release to them (RULINGS 8, 19).
  release text check (length(release) between 3 and 300),
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  check (part <> 'outside-therapist' or release is not null)
);
select upkeep.belongs_to_practice('clinic.care_team_period');
create index care_team_of_patient on clinic.care_team_period (practice_id, patient_id, recorded_at, id);
create index care_team_of_member on clinic.care_team_period (practice_id, membership_id, patient_id);

create table clinic.care_team_ending (
  practice_id uuid not null,
  period_id uuid not null,
  at timestamptz(3) not null,
  reason text not null check (reason in ('care-ended', 'changed-hands', 'release-withdrawn', 'entered-in-error')),
  words text not null check (length(words) <= 300),
  -- Null where the ending followed from another act by itself.
  by_membership uuid,
  by_name text not null,
  primary key (practice_id, period_id),
  foreign key (practice_id, period_id) references clinic.care_team_period (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.care_team_ending');

-- A course of treatment as agreed, each version whole. The newest version of the newest plan is the one that counts.
create table clinic.plan_version (
  practice_id uuid not null,
  plan_id uuid not null,
  version integer not null check (version >= 1),
  patient_id uuid not null,
  -- Shape in domain/clinic/plan; the intention in it is the patient's and stays with the care team (RULINGS 10).
  content jsonb not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  why_changed text not null check ((version = 1) or length(why_changed) >= 3),
  -- Who must sign, as the protocol's staffing asked on the day it was proposed (RULINGS 4).
  signers text[] not null check (signers <@ array['prescriber', 'therapist', 'patient'] and cardinality(signers) >= 2),
  proposed_at timestamptz(3) not null,
  proposed_by uuid not null,
  proposed_by_name text not null,
  primary key (practice_id, plan_id, version),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.plan_version');
create index plan_of_patient on clinic.plan_version (practice_id, patient_id, proposed_at desc);

create table clinic.plan_signature (
  practice_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  version integer not null,
  signer text not null check (signer in ('prescriber', 'therapist', 'patient')),
  signer_name text not null,
  credential text not null,
  membership_id uuid,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  meaning text not null,
  method text not null check (method in ('password', 'drawn', 'typed', 'paper')),
  mark text not null,
  signed_at timestamptz(3) not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  primary key (practice_id, id),
  unique (practice_id, plan_id, version, signer),
  foreign key (practice_id, plan_id, version) references clinic.plan_version (practice_id, plan_id, version),
  check ((signer = 'patient') = (membership_id is null) and (signer = 'patient') = (method <> 'password'))
);
select upkeep.belongs_to_practice('clinic.plan_signature');

create table clinic.plan_ending (
  practice_id uuid not null,
  plan_id uuid not null,
  at timestamptz(3) not null,
  ending text not null check (ending in ('completed', 'stopped', 'replaced')),
  words text not null check (length(words) between 3 and 300),
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, plan_id)
);
select upkeep.belongs_to_practice('clinic.plan_ending');
