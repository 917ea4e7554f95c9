-- What prescriber and therapist tell each other, and the notes both read. Added to, never edited; never in FHIR.

-- Handed from one side to the other before or after a session; acknowledged by name by somebody of the other side.
create table clinic.handoff (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  -- The session it is about, where it runs or ran.
  session_id uuid,
  moment text not null check (moment in ('before', 'after')),
  toward text not null check (toward in ('prescriber', 'therapist')),
  -- { changed, proposal, setting, redFlags }; shape in domain/clinic/notes.
  words jsonb not null,
  author_id uuid not null,
  author_name text not null,
  written_at timestamptz(3) not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.handoff');
create index handoff_of_patient on clinic.handoff (practice_id, patient_id, written_at desc);

create table clinic.handoff_acknowledgement (
  practice_id uuid not null,
  handoff_id uuid not null,
  by_membership uuid not null,
  by_name text not null,
  at timestamptz(3) not null,
  -- What the reader answered, where there was something to say.
  answer text not null check (length(answer) <= 500),
  primary key (practice_id, handoff_id),
  foreign key (practice_id, handoff_id) references clinic.handoff (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.handoff_acknowledgement');

create table clinic.message (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  audience text not null check (audience in ('care-team', 'clinic', 'person')),
  -- Whom it is for, where it is for one person.
  to_membership uuid,
  to_name text not null,
  words text not null check (length(words) between 1 and 4000),
  author_id uuid not null,
  author_name text not null,
  written_at timestamptz(3) not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  check ((audience = 'person') = (to_membership is not null))
);
select upkeep.belongs_to_practice('clinic.message');
create index message_of_patient on clinic.message (practice_id, patient_id, written_at desc);

create table clinic.message_read (
  practice_id uuid not null,
  message_id uuid not null,
  membership_id uuid not null,
  name text not null,
  at timestamptz(3) not null,
  primary key (practice_id, message_id, membership_id),
  foreign key (practice_id, message_id) references clinic.message (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.message_read');

-- A note the care team shares. Until it is signed each saving is another version and only its author sees it.
create table clinic.shared_note (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null check (kind in ('preparation', 'integration', 'progress', 'contact')),
  session_id uuid,
  author_id uuid not null,
  author_name text not null,
  created_at timestamptz(3) not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.shared_note');
create index shared_note_of_patient on clinic.shared_note (practice_id, patient_id, created_at desc);

create table clinic.shared_note_version (
  practice_id uuid not null,
  note_id uuid not null,
  version integer not null check (version >= 1),
  sections jsonb not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  saved_at timestamptz(3) not null,
  primary key (practice_id, note_id, version),
  foreign key (practice_id, note_id) references clinic.shared_note (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.shared_note_version');

create table clinic.shared_note_signature (
  practice_id uuid not null,
  note_id uuid not null,
  version integer not null,
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  signer_id uuid not null,
  signer_name text not null,
  credential text not null,
  meaning text not null,
  signed_at timestamptz(3) not null,
  primary key (practice_id, note_id),
  foreign key (practice_id, note_id, version) references clinic.shared_note_version (practice_id, note_id, version)
);
select upkeep.belongs_to_practice('clinic.shared_note_signature');

create table clinic.shared_note_addendum (
  practice_id uuid not null,
  id uuid not null,
  note_id uuid not null,
  words text not null check (length(words) between 3 and 4000),
  author_id uuid not null,
  author_name text not null,
  credential text not null,
  at timestamptz(3) not null,
  primary key (practice_id, id),
  foreign key (practice_id, note_id) references clinic.shared_note (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.shared_note_addendum');

-- Start and stop of psychotherapy outside a medicine session: the one thing billing reads of it (RULINGS 11). In a session
-- the record itself has them. One entered in error is withdrawn by another row.
create table clinic.psychotherapy_time (
  practice_id uuid not null,
  id uuid not null,
  note_id uuid not null,
  kind text not null check (kind in ('started', 'stopped', 'withdrawn')),
  at timestamptz(3) not null,
  -- The row this one takes back, and why.
  of_id uuid,
  reason text not null check (length(reason) <= 300),
  by_membership uuid not null,
  by_name text not null,
  recorded_at timestamptz(3) not null,
  primary key (practice_id, id),
  foreign key (practice_id, note_id) references clinic.shared_note (practice_id, id),
  check ((kind = 'withdrawn') = (of_id is not null) and (kind <> 'withdrawn' or length(reason) >= 3))
);
select upkeep.belongs_to_practice('clinic.psychotherapy_time');
create index psychotherapy_time_of_note on clinic.psychotherapy_time (practice_id, note_id, at);
