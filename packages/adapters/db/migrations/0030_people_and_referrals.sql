-- People, what is known of them, and the referrals they came by.
--
-- Nothing about a person exists before a referral was accepted or somebody was registered. What came from outside says
-- so (`source`), and is only ever added to: a correction is another row, so no app role may update or delete facts.

-- People under 18 are refused on import unless the practice treats them (RULINGS 21).
alter table identity.practice add column treats_minors boolean not null default false;

create table clinic.patient (
  practice_id uuid not null,
  id uuid not null,
  -- This clinic's record number, counted per practice.
  mrn integer not null check (mrn > 0),
  family text not null,
  given text[] not null,
  birth_date date not null,
  sex text not null check (sex in ('male', 'female', 'other', 'unknown')),
  -- Names, contact, language, race and ethnicity as read from the referral or entered; shape in domain/clinic.
  details jsonb not null,
  -- Lower case, without accents: lists are ordered by these (HOUSE section 7).
  family_folded text collate "C" not null,
  given_folded text collate "C" not null,
  -- The four titles of the banner (ACCESSIBILITY-UX BN6). "Not recorded" never means "none".
  allergy_status text not null check (allergy_status in ('known', 'none-known', 'not-recorded', 'unavailable')),
  allergy_status_at timestamptz(3) not null,
  deceased_on date,
  created_at timestamptz(3) not null,
  created_by uuid,
  created_by_name text not null,
  -- Why this is not the person it looked like, when a probable duplicate was known and set aside (M17).
  not_duplicate_because text,
  primary key (practice_id, id),
  unique (practice_id, mrn),
  check (family <> '' or cardinality(given) > 0)
);
select upkeep.belongs_to_practice('clinic.patient');
grant update (details, family, given, sex, family_folded, given_folded, allergy_status, allergy_status_at, deceased_on)
  on clinic.patient to holdspace_app;
create index patient_by_name on clinic.patient (practice_id, family_folded, given_folded, id);
create index patient_by_birth_date on clinic.patient (practice_id, birth_date);

-- The last record number given out. Its row lock also makes two people accepting at once take turns, so that the
-- second one sees whom the first one added.
create table clinic.mrn_counter (
  practice_id uuid not null primary key,
  last_mrn integer not null
);
select upkeep.belongs_to_practice('clinic.mrn_counter');
grant update on clinic.mrn_counter to holdspace_app;

-- Numbers other organisations know a person by (RULINGS 20). Never an SSN, licence or passport number (RULINGS 21).
create table clinic.patient_identifier (
  practice_id uuid not null,
  patient_id uuid not null,
  system text collate "C" not null,
  value text collate "C" not null,
  kind text not null check (kind in ('partner-record', 'mrn', 'other')),
  label text not null,
  primary key (practice_id, patient_id, system, value),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.patient_identifier');
create index patient_identifier_by_value on clinic.patient_identifier (practice_id, value, system);

-- Every word of every name, folded: found by `>= x and < y`, which is leakproof and so uses the key.
create table clinic.patient_name_token (
  practice_id uuid not null,
  token text collate "C" not null,
  patient_id uuid not null,
  primary key (practice_id, token, patient_id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.patient_name_token');
grant delete on clinic.patient_name_token to holdspace_app;
create index patient_name_token_of on clinic.patient_name_token (practice_id, patient_id, token);

create table clinic.referral (
  practice_id uuid not null,
  id uuid not null,
  -- Of the file exactly as it came: the same file twice is the same referral.
  file_sha256 bytea not null check (octet_length(file_sha256) = 32),
  file_name text not null check (length(file_name) between 1 and 200),
  byte_length integer not null,
  status text not null check (status in ('in-review', 'accepted', 'declined')),
  -- What was taken from the file and what was left out, as read that day; shape in domain/clinic/referral.
  content jsonb not null,
  received_at timestamptz(3) not null,
  received_by uuid,
  received_by_name text not null,
  decided_at timestamptz(3),
  decided_by uuid,
  decided_by_name text,
  decision_reason text,
  -- Made by the reviewer's browser once per decision: sending it twice decides once.
  decision_key uuid,
  patient_id uuid,
  attached boolean not null default false,
  primary key (practice_id, id),
  unique (practice_id, file_sha256),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  check ((status = 'in-review') = (decided_at is null)),
  check ((status = 'accepted') = (patient_id is not null))
);
select upkeep.belongs_to_practice('clinic.referral');
grant update (status, decided_at, decided_by, decided_by_name, decision_reason, decision_key, patient_id, attached)
  on clinic.referral to holdspace_app;
create index referral_by_status on clinic.referral (practice_id, status, received_at desc, id desc);
create index referral_by_patient on clinic.referral (practice_id, patient_id, received_at desc);

-- The file itself, as evidence; dropped numbers are struck out of it. Never changed, never removed by the application.
create table clinic.referral_file (
  practice_id uuid not null,
  referral_id uuid not null,
  body bytea not null,
  primary key (practice_id, referral_id),
  foreign key (practice_id, referral_id) references clinic.referral (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.referral_file');

create table clinic.problem (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  -- { text, codings: [{ system, code, display }] }
  concept jsonb not null,
  status text not null check (status in ('active', 'resolved', 'not-stated')),
  verification text,
  -- As exactly as it was given: 1999, 1999-06, 1999-06-21, or words.
  onset text,
  ended text,
  source text not null check (source in ('imported', 'recorded')),
  source_id text not null default '',
  referral_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  foreign key (practice_id, referral_id) references clinic.referral (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.problem');
create index problem_by_patient on clinic.problem (practice_id, patient_id);

create table clinic.allergy (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  concept jsonb not null,
  status text not null check (status in ('active', 'resolved')),
  criticality text,
  reactions text[] not null,
  onset text,
  source text not null check (source in ('imported', 'recorded')),
  source_id text not null default '',
  referral_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  foreign key (practice_id, referral_id) references clinic.referral (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.allergy');
create index allergy_by_patient on clinic.allergy (practice_id, patient_id);

create table clinic.medication (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  concept jsonb not null,
  status text not null check (status in ('active', 'on-hold', 'stopped', 'not-stated')),
  first_on date,
  last_on date,
  instructions text,
  source text not null check (source in ('imported', 'recorded')),
  source_id text not null default '',
  referral_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  foreign key (practice_id, referral_id) references clinic.referral (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.medication');
create index medication_by_patient on clinic.medication (practice_id, patient_id);

-- Weights and heights. An imported one is shown and never satisfies the weight gate of a dose (RULINGS 5).
create table clinic.weight (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  weight_g integer check (weight_g > 0),
  height_mm integer check (height_mm > 0),
  measured_at timestamptz(3) not null,
  -- A day without a time is kept as the start of that day: older, never newer, than it was.
  precision text not null check (precision in ('time', 'day')),
  source text not null check (source in ('imported', 'measured')),
  -- Number and unit as they were written: `157 [lb_av]`.
  entered text not null,
  source_id text not null default '',
  referral_id uuid,
  recorded_at timestamptz(3) not null,
  recorded_by uuid,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  foreign key (practice_id, referral_id) references clinic.referral (practice_id, id),
  check (weight_g is not null or height_mm is not null)
);
select upkeep.belongs_to_practice('clinic.weight');
create index weight_by_patient on clinic.weight (practice_id, patient_id, measured_at desc);
