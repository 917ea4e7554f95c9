-- Messages to people. Written in the transaction that calls for them, sent afterwards by the worker: a message is never
-- lost with a mail server, and never sent for something that was rolled back.
create table clinic.mail_message (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid,
  to_address text not null check (length(to_address) between 3 and 254),
  template text collate "C" not null,
  language text not null check (language in ('en', 'es')),
  subject text not null check (length(subject) between 1 and 300),
  -- Holds a person's own link; taken out once it is sent, for whoever reads the table could use it (RULINGS 15).
  body text,
  status text not null default 'queued' check (status in ('queued', 'sent', 'not-delivered')),
  failed_attempts integer not null default 0,
  queued_at timestamptz(3) not null,
  next_attempt_at timestamptz(3),
  sent_at timestamptz(3),
  primary key (practice_id, id),
  check ((status = 'queued') = (next_attempt_at is not null)),
  check ((status = 'sent') = (sent_at is not null))
);
select upkeep.belongs_to_practice('clinic.mail_message');
grant update (body, status, failed_attempts, next_attempt_at, sent_at) on clinic.mail_message to holdspace_app;
create index mail_to_send on clinic.mail_message (practice_id, next_attempt_at, id) where status = 'queued';
create index mail_newest on clinic.mail_message (practice_id, queued_at, id);

-- Every attempt, as the mail server answered it. Never the message itself.
create table clinic.mail_attempt (
  practice_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  at timestamptz(3) not null,
  outcome text not null check (outcome in ('sent', 'failed')),
  -- `EENVELOPE 550`, `ECONNECTION`: codes only.
  reply text not null check (length(reply) <= 100),
  primary key (practice_id, id),
  foreign key (practice_id, message_id) references clinic.mail_message (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.mail_attempt');
create index mail_attempt_of_message on clinic.mail_attempt (practice_id, message_id, at);
