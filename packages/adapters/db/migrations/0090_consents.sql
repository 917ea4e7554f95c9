-- Consents: the texts a practice approved, the signatures under them, and what was taken back. Nothing here is ever
-- changed: a new text is a new version, a new signature another row, a withdrawal a row of its own (CONSENT.md section 7).

create table clinic.consent_version (
  practice_id uuid not null,
  kind text not null check (kind ~ '^[a-z][a-z-]{2,40}$'),
  language text not null check (language in ('en', 'es')),
  version text not null check (version ~ '^\d{1,3}\.\d{1,3}\.\d{1,3}$'),
  -- Canonical JSON of the text with its blanks, and its hash.
  content bytea not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  -- A material version makes earlier signatures lapse; another does not (RULINGS 9).
  material boolean not null,
  change_note text not null check (length(change_note) between 3 and 1000),
  effective_from date not null,
  published_at timestamptz(3) not null,
  approved_by uuid not null,
  approved_by_name text not null,
  approved_duty text not null,
  primary key (practice_id, kind, language, version)
);
select upkeep.belongs_to_practice('clinic.consent_version');

create table clinic.consent_signature (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  -- Numbers the signatures of one person without a gap; each record names the hash of the one before it.
  seq integer not null check (seq >= 1),
  kind text not null,
  language text not null,
  version text not null,
  -- The exact text that was signed, blanks filled: canonical JSON. Old signers keep the text they signed.
  text bytea not null,
  text_hash text not null check (text_hash ~ '^[0-9a-f]{64}$'),
  signed_at timestamptz(3) not null,
  last_day date,
  maximum_mcg_per_kg integer check (maximum_mcg_per_kg > 0),
  -- Whom a release names: a partner system or a guest's membership.
  recipient_id uuid,
  off_label text not null check (off_label in ('initialled', 'not-initialled', 'not-asked')),
  signer_name text not null,
  how text not null check (how in ('drawn', 'typed', 'on-paper')),
  -- Everything about the signature as canonical JSON: signer, initials, strokes, device, identity, helpers. Its hash is
  -- printed on the certificate.
  record bytea not null,
  record_hash text not null check (record_hash ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz(3) not null,
  taken_by uuid,
  taken_by_name text not null,
  primary key (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.consent_signature');
create unique index consent_signature_in_order on clinic.consent_signature (practice_id, patient_id, seq);
create index consent_signature_of_kind on clinic.consent_signature (practice_id, kind, patient_id, signed_at);

create table clinic.consent_withdrawal (
  practice_id uuid not null,
  consent_id uuid not null,
  patient_id uuid not null,
  at timestamptz(3) not null,
  said_by text not null check (said_by in ('patient', 'representative')),
  how text not null check (length(how) between 3 and 300),
  recorded_at timestamptz(3) not null,
  taken_by uuid,
  taken_by_name text not null,
  -- The medicine session that was running, in whose record it stands as well.
  session_id uuid,
  primary key (practice_id, consent_id)
);
select upkeep.belongs_to_practice('clinic.consent_withdrawal');
create index consent_withdrawal_of_patient on clinic.consent_withdrawal (practice_id, patient_id, at);
