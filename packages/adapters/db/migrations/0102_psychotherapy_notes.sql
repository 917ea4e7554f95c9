-- Psychotherapy notes (45 CFR 164.501): the author's alone. Their own table, apart from everything else; what is in them
-- is sealed before it reaches the database, with a key of the author's own, so that neither the owner of the database nor
-- a backup can read a word. Nothing else points at this table and no other store reads it (M18).
create table clinic.psychotherapy_note (
  practice_id uuid not null,
  author_id uuid not null references identity.membership (id),
  id uuid not null,
  version integer not null check (version >= 1),
  patient_id uuid not null,
  -- AES-256-GCM: nonce, tag, ciphertext. Its title is sealed with it.
  sealed bytea not null,
  written_at timestamptz(3) not null,
  primary key (practice_id, author_id, id, version)
);
select upkeep.belongs_to_practice('clinic.psychotherapy_note');
create index psychotherapy_note_of_patient on clinic.psychotherapy_note (practice_id, author_id, patient_id, id, version);

-- The application sees a row only while it says whose it is: beside the practice, the author set for this transaction
-- alone. A restrictive policy is added to the practice's with AND. A backup runs as the owner and takes the sealed bytes.
create policy author_alone on clinic.psychotherapy_note as restrictive to holdspace_app
  using (author_id = nullif(current_setting('app.membership', true), '')::uuid);
