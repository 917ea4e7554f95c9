-- Calls for help from the rooms, as the screens of the practice ask for them every moment (RULINGS 17). The record is the
-- ledger: each row here is written with its entry and says nothing the entries do not say.
create table clinic.help_call (
  practice_id uuid not null,
  -- The id of the entry that called.
  id uuid not null,
  session_id uuid not null,
  patient_id uuid not null,
  room text not null,
  emergency boolean not null,
  called_by_membership_id uuid not null,
  called_by_name text not null,
  -- When it was called, by the device; when the server heard it, and from when nobody answering is counted.
  called_at timestamptz(3) not null,
  heard_at timestamptz(3) not null,
  escalated_at timestamptz(3),
  answered_at timestamptz(3),
  answered_by_name text,
  -- The session ended before anybody had answered.
  over_at timestamptz(3),
  primary key (practice_id, id),
  check ((answered_at is null) = (answered_by_name is null))
);
select upkeep.belongs_to_practice('clinic.help_call');
grant update (escalated_at, answered_at, answered_by_name, over_at) on clinic.help_call to holdspace_app;
create index help_call_open on clinic.help_call (practice_id, heard_at) where answered_at is null and over_at is null;
create index help_call_of_session on clinic.help_call (practice_id, session_id);
