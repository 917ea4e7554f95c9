-- The session ledger (HOUSE section 5), who touched what, and answers already given.

-- One medicine session. The row is the head of its chain: recording locks this row and no other, so sessions never wait
-- for each other. `sealed_at` is the signature's moment; after it only late additions are taken.
create table clinic.session (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  protocol_id text not null,
  protocol_version text not null,
  protocol_hash text not null,
  status text not null check (status in ('open', 'ended', 'sealed')),
  opened_at timestamptz(3) not null,
  sealed_at timestamptz(3),
  next_seq integer not null default 1 check (next_seq >= 1),
  head_leaf bytea check (octet_length(head_leaf) = 32),
  created_by uuid not null,
  primary key (practice_id, id),
  check ((sealed_at is not null) = (status = 'sealed')),
  check ((head_leaf is null) = (next_seq = 1))
);
select upkeep.belongs_to_practice('clinic.session');
create index session_by_patient on clinic.session (practice_id, patient_id, opened_at desc);
-- One unsigned session a person: two people opening at the same moment must end up in the same room.
create unique index session_one_open on clinic.session (practice_id, patient_id) where status = 'open';
create index session_unsealed on clinic.session (practice_id, opened_at desc) where sealed_at is null;
-- Identity, patient and protocol of a session never change.
grant update (status, sealed_at, next_seq, head_leaf) on clinic.session to holdspace_app;

-- What arrived from each device: a hole between first and last is an entry somebody made that the record never got
-- (RELIABILITY OB16). The device's own count runs on across sessions.
create table clinic.session_device (
  practice_id uuid not null,
  session_id uuid not null,
  device_id uuid not null,
  first_device_seq integer not null,
  last_device_seq integer not null,
  received integer not null,
  last_at timestamptz(3) not null,
  primary key (practice_id, session_id, device_id)
);
select upkeep.belongs_to_practice('clinic.session_device');
grant update on clinic.session_device to holdspace_app;

-- Header bytes and leaf hash, insert-only. The other columns repeat the header for finding; the header is what counts.
create table clinic.entry (
  practice_id uuid not null,
  session_id uuid not null,
  seq integer not null check (seq >= 1),
  -- Made by the client once per intention; the header's idempotency key.
  id uuid not null,
  kind text not null,
  actor text not null,
  device_id uuid not null,
  device_seq integer not null check (device_seq >= 1),
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  header bytea not null,
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
  primary key (practice_id, session_id, seq),
  constraint entry_id_once unique (practice_id, id),
  foreign key (practice_id, session_id) references clinic.session
);
select upkeep.belongs_to_practice('clinic.entry');
create index entry_by_device on clinic.entry (practice_id, session_id, device_id, device_seq);

-- The body and its salt. `body` is derived for looking; nothing is ever hashed from it. PostgreSQL has no place for
-- U+0000 in jsonb, so a body that says it is kept as bytes alone rather than refused: what happened is recorded.
-- (The database is UTF-8, so the answer for given bytes never changes, which is all that `immutable` promises.)
create function upkeep.json_of(canonical bytea) returns jsonb language sql immutable parallel safe as $$
  select case when strpos(convert_from(canonical, 'UTF8'), '\u0000') = 0 then convert_from(canonical, 'UTF8')::jsonb end
$$;

create table clinic.entry_body (
  practice_id uuid not null,
  session_id uuid not null,
  seq integer not null,
  canonical bytea not null,
  salt bytea not null check (octet_length(salt) = 32),
  body jsonb generated always as (upkeep.json_of(canonical)) stored,
  primary key (practice_id, session_id, seq),
  foreign key (practice_id, session_id, seq) references clinic.entry
);
select upkeep.belongs_to_practice('clinic.entry_body');

-- Every access to a patient and every act, in the transaction of the act itself (S50). Insert-only.
create table clinic.audit_event (
  practice_id uuid not null,
  id uuid not null,
  at timestamptz(3) not null,
  actor_kind text not null check (actor_kind in ('staff', 'partner', 'patient', 'system')),
  -- Account, partner or patient; null for the system itself.
  actor_id uuid,
  actor_name text not null,
  role text,
  act text not null,
  patient_id uuid,
  subject_type text,
  subject_id text,
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  purpose text,
  request_id text,
  device_id uuid,
  network_address text,
  details jsonb not null default '{}',
  primary key (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.audit_event');
create index audit_by_patient on clinic.audit_event (practice_id, patient_id, at desc, id desc);
create index audit_by_time on clinic.audit_event (practice_id, at desc, id desc);

-- The answer a client already got, so that a repeat gets it again and does nothing (RELIABILITY section 6). The scope is
-- practice, actor and procedure: nobody fetches another's answer by knowing a key (IK2).
create table clinic.idempotency (
  practice_id uuid not null,
  actor_id uuid not null,
  procedure text not null,
  key uuid not null,
  body_hash bytea not null check (octet_length(body_hash) = 32),
  answer jsonb,
  created_at timestamptz(3) not null,
  primary key (practice_id, actor_id, procedure, key)
);
select upkeep.belongs_to_practice('clinic.idempotency');
create index idempotency_by_age on clinic.idempotency (practice_id, created_at);
grant update (answer), delete on clinic.idempotency to holdspace_app;

-- Files by the SHA-256 of their content: the same content is one row, and a changed byte is another file.
create table clinic.file (
  practice_id uuid not null,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  media_type text not null,
  bytes bytea not null,
  created_at timestamptz(3) not null,
  primary key (practice_id, content_hash)
);
select upkeep.belongs_to_practice('clinic.file');
alter table clinic.file alter column bytes set storage external;
