-- A short PIN that opens a locked login again while its device sits in the room of an open session (RULINGS 14). One per
-- login, so it is over with it. Sealed with a key derived from HOLDSPACE_SECRET_KEY: six digits would be guessed from a
-- stolen backup in a minute.
create table identity.session_pin (
  login_id uuid primary key references identity.login (id),
  sealed_verifier bytea not null,
  -- Counted before each try is looked at, so that a thousand at once are still five.
  wrong_tries integer not null default 0 check (wrong_tries between 0 and 5),
  set_at timestamptz(3) not null,
  -- Taken back: the password was used after wrong tries.
  void_at timestamptz(3)
);
grant update on identity.session_pin to holdspace_app;

alter table identity.account_event drop constraint account_event_kind_check;
alter table identity.account_event add constraint account_event_kind_check check (kind in (
  'signed-in', 'sign-in-refused', 'signed-out', 'unlocked', 'unlock-refused', 'stepped-up', 'step-up-refused',
  'password-changed', 'recovery-code-used', 'recovery-codes-renewed', 'login-ended', 'all-logins-ended', 'practice-changed',
  'member-added', 'member-changed', 'session-pin-set'));
