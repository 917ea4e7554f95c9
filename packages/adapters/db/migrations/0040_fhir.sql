-- What partners read: a projection of what was recorded (HOUSE section 6), the releases that open it, and the account
-- of what was disclosed. Nothing here is a source of truth but the releases and the disclosures.

-- One row per resource as it is today. `text` is the serialised resource without version and last-updated, which the
-- door puts in; so "is it different?" is one comparison of texts.
create table clinic.fhir_resource (
  practice_id uuid not null,
  type text collate "C" not null,
  id text collate "C" not null check (id ~ '^[A-Za-z0-9.-]{1,64}$'),
  -- Null for what belongs to no patient: a practitioner, the practice, its place.
  patient_id uuid,
  version integer not null check (version > 0),
  mapping_version integer not null,
  -- The start of the transaction that wrote it, so that nothing committed late is missed by an export that starts at
  -- the oldest transaction still open.
  last_updated timestamptz(3) not null,
  -- When it clinically happened; -infinity where the resource has no such date.
  at timestamptz not null,
  at_until timestamptz not null,
  -- False until signed: a partner never sees what is still being charted.
  visible boolean not null,
  deleted boolean not null,
  labels text[] not null,
  text text not null,
  primary key (practice_id, type, id),
  check (deleted = (text = ''))
);
select upkeep.belongs_to_practice('clinic.fhir_resource');
grant update on clinic.fhir_resource to holdspace_app;
create index fhir_resource_of_patient on clinic.fhir_resource (practice_id, type, patient_id, at, id);
create index fhir_resource_updated on clinic.fhir_resource (practice_id, type, last_updated, id);

-- Superseded versions. The text of a deleted resource goes with it (RULINGS 10), so a version may lose its text.
create table clinic.fhir_resource_version (
  practice_id uuid not null,
  type text collate "C" not null,
  id text collate "C" not null,
  version integer not null,
  patient_id uuid,
  last_updated timestamptz(3) not null,
  visible boolean not null,
  deleted boolean not null,
  labels text[] not null,
  text text not null,
  primary key (practice_id, type, id, version)
);
select upkeep.belongs_to_practice('clinic.fhir_resource_version');
grant update (text) on clinic.fhir_resource_version to holdspace_app;

-- What a resource is found by. Equality and ranges of text COLLATE "C" and of time are leakproof, so these indexes are
-- used under row-level security.
create table clinic.fhir_search (
  practice_id uuid not null,
  type text collate "C" not null,
  id text collate "C" not null,
  param text collate "C" not null,
  system text collate "C",
  code text collate "C",
  string text collate "C",
  date_from timestamptz,
  date_to timestamptz,
  check (num_nonnulls(code, string, date_from) = 1 and (date_from is null) = (date_to is null))
);
select upkeep.belongs_to_practice('clinic.fhir_search');
grant delete on clinic.fhir_search to holdspace_app;
create index fhir_search_of_resource on clinic.fhir_search (practice_id, type, id, param);
create index fhir_search_code on clinic.fhir_search (practice_id, type, param, code, id) where code is not null;
create index fhir_search_string on clinic.fhir_search (practice_id, type, param, string, id) where string is not null;
create index fhir_search_date on clinic.fhir_search (practice_id, type, param, date_from, id) where date_from is not null;

-- Another organisation's system. Known before a practice is, so it lives in `identity`; it holds no patient data.
create table identity.partner_client (
  id uuid primary key,
  practice_id uuid not null references identity.practice (id),
  client_id text collate "C" not null unique check (client_id ~ '^[A-Za-z0-9._~-]{8,128}$'),
  name text not null check (length(name) between 1 and 200),
  purpose text not null check (purpose in ('TREAT', 'HPAYMT', 'HOPERAT', 'PATRQT')),
  jwks jsonb not null check (jsonb_typeof(jwks -> 'keys') = 'array'),
  -- What it registered for, v2 spelling: `system/Patient.rs`.
  scopes text[] not null check (cardinality(scopes) > 0),
  status text not null default 'active' check (status in ('active', 'revoked')),
  registered_at timestamptz(3) not null,
  registered_by text not null,
  revoked_at timestamptz(3),
  revoked_by text,
  revoked_why text,
  check ((status = 'revoked') = (revoked_at is not null))
);
create index partner_client_of_practice on identity.partner_client (practice_id, name);
grant update (status, revoked_at, revoked_by, revoked_why, jwks) on identity.partner_client to holdspace_app;

-- An access token is 256 random bits; only its hash is kept. It lives at most 300 s and is never refreshed (S48).
create table identity.partner_token (
  token_sha256 text collate "C" primary key check (token_sha256 ~ '^[0-9a-f]{64}$'),
  partner_id uuid not null references identity.partner_client (id),
  scopes text[] not null,
  -- The same, taken apart for the one question a request asks: `Patient.r`, `*.s`.
  grants text[] not null,
  issued_at timestamptz(3) not null,
  expires_at timestamptz(3) not null check (expires_at <= issued_at + interval '300 seconds')
);
create index partner_token_expiry on identity.partner_token (expires_at);
grant delete on identity.partner_token to holdspace_app;

-- Client assertions already used. Kept in the database, so that a restart and a second process know them (S46).
create table identity.partner_assertion (
  client_id text collate "C" not null,
  jti text collate "C" not null check (length(jti) between 1 and 256),
  expires_at timestamptz(3) not null,
  primary key (client_id, jti)
);
create index partner_assertion_expiry on identity.partner_assertion (expires_at);
grant delete on identity.partner_assertion to holdspace_app;

-- A patient's release of information to one partner: the key to everything that partner may see of them. It is
-- withdrawn, never edited; kept at least six years (CONSENT.md section 7).
create table clinic.release_of_information (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  partner_id uuid not null references identity.partner_client (id),
  purpose text not null check (purpose in ('TREAT', 'HPAYMT', 'HOPERAT', 'PATRQT')),
  -- What the patient agreed to, in the clinic's words, and the FHIR types that meant on that day.
  kinds text[] not null check (cardinality(kinds) > 0 and kinds <@ array['summary', 'sessions', 'documents']),
  types text[] not null,
  -- Sensitivity labels the patient named; a resource with another one stays closed.
  sensitive text[] not null check (sensitive <@ array['PSY', 'SUD']),
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3) not null check (valid_until > valid_from),
  -- How it was given: signed on paper and scanned, or on a form here; and the hash of exactly that document.
  given_how text not null check (length(given_how) between 1 and 300),
  document_sha256 text check (document_sha256 ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz(3) not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  withdrawn_at timestamptz(3),
  withdrawn_by uuid,
  withdrawn_by_name text,
  withdrawn_how text,
  primary key (practice_id, id),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_how is null))
);
select upkeep.belongs_to_practice('clinic.release_of_information');
create index release_in_force on clinic.release_of_information (practice_id, patient_id, partner_id)
  where withdrawn_at is null;
create index release_of_patient on clinic.release_of_information (practice_id, patient_id, recorded_at);
grant update (withdrawn_at, withdrawn_by, withdrawn_by_name, withdrawn_how) on clinic.release_of_information
  to holdspace_app;

-- The accounting of disclosures (45 CFR 164.528): what left, to whom, under which release. Never changed, never removed.
create table clinic.disclosure (
  practice_id uuid not null,
  id uuid not null default gen_random_uuid(),
  patient_id uuid not null,
  partner_id uuid not null,
  release_id uuid not null,
  at timestamptz(3) not null,
  interaction text not null,
  resource_type text not null,
  -- `Observation/…` for a few; beyond a hundred only how many.
  resources text[] not null,
  resource_count integer not null,
  primary key (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.disclosure');
create index disclosure_of_patient on clinic.disclosure (practice_id, patient_id, at);
