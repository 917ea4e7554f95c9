-- The calendar: rooms, kinds of appointment, appointments, and what each of them holds.
--
-- btree_gist lets one exclusion rule compare ids and overlapping times together. It is a trusted extension: the owner of
-- the database may create it without being a superuser, also on managed servers.
create extension if not exists btree_gist with schema upkeep;

create table clinic.room (
  practice_id uuid not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  position integer not null default 0,
  -- A room that is given up keeps its past appointments.
  active boolean not null default true,
  primary key (practice_id, id),
  unique (practice_id, name)
);
select upkeep.belongs_to_practice('clinic.room');
grant update (name, position, active) on clinic.room to holdspace_app;

-- Kinds of appointment as data: how long, who is needed, whether it takes a room.
create table clinic.appointment_type (
  practice_id uuid not null,
  key text collate "C" not null check (key ~ '^[a-z]+(-[a-z0-9]+)*$'),
  label text not null check (length(label) between 1 and 80),
  -- Which step of the journey it is.
  stage text not null check (stage in ('consultation', 'preparation', 'medicine', 'integration', 'follow-up')),
  -- Of a medicine session: how it is given. Decides which gate lines Today shows.
  route text check (route in ('IM', 'IV', 'nasal', 'oral')),
  minutes integer not null check (minutes between 5 and 720 and minutes % 5 = 0),
  -- One list entry for each person needed; any of the named roles will do: {prescriber|nurse, therapist}.
  staff_needed text[] not null,
  needs_room boolean not null,
  position integer not null default 0,
  active boolean not null default true,
  primary key (practice_id, key),
  check ((stage = 'medicine') = (route is not null))
);
select upkeep.belongs_to_practice('clinic.appointment_type');
grant update (label, minutes, staff_needed, needs_room, position, active) on clinic.appointment_type to holdspace_app;

create table clinic.appointment (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  type_key text collate "C" not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  room_id uuid,
  member_ids uuid[] not null,
  status text not null default 'booked' check (status in ('booked', 'arrived', 'no-show', 'cancelled')),
  arrived_at timestamptz(3),
  -- Who takes the person home: named before the day, confirmed in person at discharge (M08).
  escort_name text,
  escort_phone text,
  escort_relationship text,
  escort_named_at timestamptz(3),
  -- For the desk: "wheelchair", "asks for an interpreter". Nothing clinical.
  note text not null default '' check (length(note) <= 300),
  booked_at timestamptz(3) not null,
  booked_by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  foreign key (practice_id, type_key) references clinic.appointment_type (practice_id, key),
  foreign key (practice_id, room_id) references clinic.room (practice_id, id),
  check (ends_at > starts_at),
  check ((status = 'arrived') = (arrived_at is not null)),
  check ((escort_name is null) = (escort_phone is null) and (escort_name is null) = (escort_named_at is null))
);
select upkeep.belongs_to_practice('clinic.appointment');
grant update (starts_at, ends_at, room_id, member_ids, status, arrived_at, escort_name, escort_phone,
  escort_relationship, escort_named_at, note) on clinic.appointment to holdspace_app;
create index appointment_by_start on clinic.appointment (practice_id, starts_at, id);
create index appointment_of_patient on clinic.appointment (practice_id, patient_id, starts_at);

-- What happened to an appointment, in order; never changed.
create table clinic.appointment_event (
  practice_id uuid not null,
  id uuid not null,
  appointment_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz(3) not null,
  kind text not null check (kind in ('booked', 'moved', 'cancelled', 'no-show', 'arrived', 'arrival-undone', 'escort-named')),
  by_membership_id uuid,
  by_name text not null,
  -- Why it was moved or cancelled.
  reason text check (reason in ('patient-asked', 'clinic-asked', 'ill', 'not-eligible', 'weather', 'mistake', 'other')),
  words text not null default '' check (length(words) <= 500),
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  primary key (practice_id, id),
  unique (practice_id, appointment_id, seq),
  foreign key (practice_id, appointment_id) references clinic.appointment (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.appointment_event');

-- What an appointment holds while it stands: the patient, each person of the staff, the room. The database itself
-- refuses two holds of one that overlap, whoever asks first and however many ask at once.
create table clinic.appointment_hold (
  practice_id uuid not null,
  appointment_id uuid not null,
  resource_kind text not null check (resource_kind in ('patient', 'member', 'room')),
  resource_id uuid not null,
  during tstzrange not null check (not isempty(during)),
  primary key (practice_id, appointment_id, resource_id),
  foreign key (practice_id, appointment_id) references clinic.appointment (practice_id, id),
  constraint held_once exclude using gist (practice_id with =, resource_id with =, during with &&)
);
select upkeep.belongs_to_practice('clinic.appointment_hold');
grant delete on clinic.appointment_hold to holdspace_app;

-- Who would come sooner if a place comes free.
create table clinic.waitlist_entry (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  type_key text collate "C" not null,
  wishes text not null default '' check (length(wishes) <= 300),
  added_at timestamptz(3) not null,
  added_by_name text not null,
  taken_off_at timestamptz(3),
  taken_off_why text,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id),
  foreign key (practice_id, type_key) references clinic.appointment_type (practice_id, key),
  check ((taken_off_at is null) = (taken_off_why is null))
);
select upkeep.belongs_to_practice('clinic.waitlist_entry');
grant update (taken_off_at, taken_off_why) on clinic.waitlist_entry to holdspace_app;
create index waitlist_waiting on clinic.waitlist_entry (practice_id, added_at) where taken_off_at is null;
