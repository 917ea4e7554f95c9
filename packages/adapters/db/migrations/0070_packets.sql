-- Packets of forms that a patient fills in without a login (RULINGS 15).
--
-- `identity` holds what a request needs before its practice is known: hashes of tokens, times, and which packet they
-- lead to. It says nothing about whose packet that is; that stands in `clinic`, behind the wall of the practice.

create table identity.packet_link (
  id uuid primary key,
  practice_id uuid not null references identity.practice (id),
  packet_id uuid not null,
  channel text not null check (channel in ('mail', 'hand', 'kiosk')),
  -- SHA-256 of a 256-bit token (S30). Opening the address consumes nothing; exchanging it does, once.
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  exchanged_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index packet_link_of on identity.packet_link (packet_id);

-- A browser that holds the packet cookie.
create table identity.packet_device (
  id uuid primary key,
  practice_id uuid not null references identity.practice (id),
  packet_id uuid not null,
  link_id uuid not null references identity.packet_link (id),
  channel text not null check (channel in ('link', 'kiosk')),
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create index packet_device_of on identity.packet_device (packet_id) where ended_at is null;

-- A code sent to the address on file, for another device. Keyed with a secret, because six digits are soon guessed.
create table identity.packet_code (
  id uuid primary key,
  link_id uuid not null references identity.packet_link (id),
  code_mac bytea not null check (octet_length(code_mac) = 32),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  attempts integer not null default 0,
  used_at timestamptz(3)
);
create index packet_code_of on identity.packet_code (link_id, created_at desc);

grant update (exchanged_at, revoked_at) on identity.packet_link to holdspace_app;
grant update (last_seen_at, ended_at) on identity.packet_device to holdspace_app;
grant update (attempts, used_at) on identity.packet_code to holdspace_app;

create table clinic.packet (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  -- [{ id, kind, ref }] in the order the patient meets them; never changed once sent.
  items jsonb not null check (jsonb_typeof(items) = 'array' and jsonb_array_length(items) between 1 and 40),
  language text not null check (language in ('en', 'es')),
  created_at timestamptz(3) not null,
  closes_at timestamptz(3) not null,
  created_by uuid,
  created_by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.packet');
create index packet_of_patient on clinic.packet (practice_id, patient_id, created_at desc);

-- What happened to a packet. It is only added to; how the packet stands is what its events add up to.
create table clinic.packet_event (
  practice_id uuid not null,
  id uuid not null,
  packet_id uuid not null,
  position bigint generated always as identity,
  kind text not null check (kind in (
    'sent', 'handed-over', 'kiosk-started', 'kiosk-ended', 'opened', 'code-sent', 'device-joined', 'link-renewed',
    'identity-confirmed', 'identity-refused', 'stopped', 'item-submitted', 'revoked')),
  item_id text,
  at timestamptz(3) not null,
  by_membership uuid,
  by_name text not null,
  device_id uuid,
  -- Codes and ids, never what somebody typed: a refused identity is not kept.
  details jsonb not null default '{}',
  primary key (practice_id, id),
  foreign key (practice_id, packet_id) references clinic.packet (practice_id, id),
  check ((kind = 'item-submitted') = (item_id is not null))
);
select upkeep.belongs_to_practice('clinic.packet_event');
create index packet_event_of on clinic.packet_event (practice_id, packet_id, position);
-- A form closes once, however often its button is pressed.
create unique index packet_item_once on clinic.packet_event (practice_id, packet_id, item_id) where kind = 'item-submitted';

-- Every answer as it was given. The newest of a question counts; the others stay.
create table clinic.packet_answer (
  practice_id uuid not null,
  -- Made by the device once per answer: sent twice, it is one row.
  id uuid not null,
  packet_id uuid not null,
  patient_id uuid not null,
  position bigint generated always as identity,
  item_id text not null,
  question_id text not null,
  -- Null takes an earlier answer back.
  value jsonb,
  language text not null check (language in ('en', 'es')),
  answered_at timestamptz(3) not null,
  device_id uuid not null,
  primary key (practice_id, id),
  foreign key (practice_id, packet_id) references clinic.packet (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.packet_answer');
create index packet_answer_of on clinic.packet_answer (practice_id, packet_id, item_id, question_id, position desc);
create index packet_answer_of_patient on clinic.packet_answer (practice_id, patient_id, position desc);

-- What of the answers staff took into the chart, or left out, with what stood there before. Nothing gets in by itself.
create table clinic.packet_take_over (
  practice_id uuid not null,
  id uuid not null,
  packet_id uuid not null,
  patient_id uuid not null,
  answer_id uuid not null,
  -- Which part of the answer: `phone`, `allergy:0`.
  part text not null,
  decision text not null check (decision in ('taken', 'left-out')),
  before jsonb,
  at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, id),
  unique (practice_id, answer_id, part),
  foreign key (practice_id, answer_id) references clinic.packet_answer (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.packet_take_over');
create index packet_take_over_of on clinic.packet_take_over (practice_id, packet_id);
