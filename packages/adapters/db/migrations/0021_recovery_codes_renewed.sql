-- A member may ask for a new list of recovery codes; that is written down like every other change of keys.
alter table identity.account_event drop constraint account_event_kind_check;
alter table identity.account_event add constraint account_event_kind_check check (kind in (
  'signed-in', 'sign-in-refused', 'signed-out', 'unlocked', 'unlock-refused', 'stepped-up', 'step-up-refused',
  'password-changed', 'recovery-code-used', 'recovery-codes-renewed', 'login-ended', 'all-logins-ended',
  'practice-changed', 'member-added', 'member-changed'));
