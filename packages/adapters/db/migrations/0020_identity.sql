-- Who may come in: accounts, memberships, second factors, devices, logins. No patient data lives in this schema, so it
-- carries no row-level security: sign-in happens before a practice is known (HOUSE section 7).

create table identity.account (
  id uuid primary key,
  -- Folded to lower case and NFKC by the application; one person, one account, whatever the practice.
  email text collate "C" not null unique check (email = lower(email) and length(email) between 3 and 254),
  name text not null check (length(name) between 1 and 200),
  password_hash text not null check (password_hash like '$argon2id$%'),
  password_changed_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  disabled_at timestamptz(3)
);

create table identity.membership (
  id uuid primary key,
  practice_id uuid not null references identity.practice (id),
  account_id uuid not null references identity.account (id),
  role text not null check (role in (
    'prescriber', 'nurse', 'therapist', 'outside-therapist', 'front-desk', 'biller', 'admin', 'auditor')),
  duties text[] not null default '{}'
    check (duties <@ array['medical-director', 'privacy-officer', 'supervisor', 'witness']),
  display_name text not null check (length(display_name) between 1 and 200),
  credentials jsonb not null default '[]' check (jsonb_typeof(credentials) = 'array'),
  active boolean not null default true,
  -- A guest membership reaches these patients and nobody else (RULINGS 19). An empty list reaches nobody.
  guest_patients uuid[],
  created_at timestamptz(3) not null,
  unique (practice_id, account_id, role),
  check ((role = 'outside-therapist') = (guest_patients is not null))
);
create index membership_by_account on identity.membership (account_id);

create table identity.totp (
  account_id uuid primary key references identity.account (id),
  -- AES-256-GCM under a key derived from HOLDSPACE_SECRET_KEY: a stolen backup makes no codes.
  sealed_secret bytea not null,
  -- The newest 30-second step whose code was used; only newer ones are accepted, so a code works once (S18).
  last_used_step bigint not null default 0
);

create table identity.recovery_code (
  account_id uuid not null references identity.account (id),
  code_sha256 bytea not null check (octet_length(code_sha256) = 32),
  used_at timestamptz(3),
  primary key (account_id, code_sha256)
);

-- A browser profile. Its token is in a cookie; here is only the hash.
create table identity.device (
  id uuid primary key,
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  created_at timestamptz(3) not null
);

-- Devices an account has completed a sign-in on. Guesses made elsewhere never lock the owner out here (S19).
create table identity.known_device (
  account_id uuid not null references identity.account (id),
  device_id uuid not null references identity.device (id),
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  primary key (account_id, device_id)
);

-- Password shown, second factor still owed.
create table identity.pending_sign_in (
  token_sha256 bytea primary key check (octet_length(token_sha256) = 32),
  account_id uuid not null references identity.account (id),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);

create table identity.login (
  id uuid primary key,
  -- SHA-256 of a 256-bit token (S22). Step-up and unlock replace it; the login stays the same (S23, RULINGS 14).
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  account_id uuid not null references identity.account (id),
  membership_id uuid not null references identity.membership (id),
  device_id uuid not null references identity.device (id),
  user_agent text not null default '',
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  factor_at timestamptz(3) not null,
  step_up_at timestamptz(3),
  locked_at timestamptz(3),
  ended_at timestamptz(3)
);
create index login_open_by_account on identity.login (account_id) where ended_at is null;

-- Guesses counted per bucket. A key is a hash, so that the table holds no email of people who have no account.
create table identity.throttle (
  key bytea primary key check (octet_length(key) = 32),
  window_started_at timestamptz(3) not null,
  attempts integer not null,
  -- Failures since the last success, whatever the window (NIST SP 800-63B-4: at most 100).
  consecutive integer not null
);

-- What happened to accounts and logins, for the auditor (45 CFR 170.210(e): privilege changes included).
create table identity.account_event (
  id uuid primary key,
  at timestamptz(3) not null,
  kind text not null check (kind in (
    'signed-in', 'sign-in-refused', 'signed-out', 'unlocked', 'unlock-refused', 'stepped-up', 'step-up-refused',
    'password-changed', 'recovery-code-used', 'login-ended', 'all-logins-ended', 'practice-changed',
    'member-added', 'member-changed')),
  account_id uuid references identity.account (id),
  practice_id uuid references identity.practice (id),
  -- Who did it, where it was not the account's own owner; null means the owner, or the command line.
  by_account_id uuid references identity.account (id),
  device_id uuid references identity.device (id),
  ip_address text not null default '',
  detail text not null default ''
);
create index account_event_by_practice on identity.account_event (practice_id, at desc);
create index account_event_by_account on identity.account_event (account_id, at desc);

-- What happened (account_event) is not in this list: not even the application rewrites it (S50).
grant update on
  identity.account, identity.membership, identity.totp, identity.recovery_code, identity.known_device,
  identity.pending_sign_in, identity.login, identity.throttle
  to holdspace_app;
