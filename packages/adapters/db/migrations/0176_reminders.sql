-- Reminders: of forms that were sent and not finished, and of visits to come.
alter table clinic.packet_event drop constraint packet_event_kind_check;
alter table clinic.packet_event add constraint packet_event_kind_check check (kind in (
  'sent', 'handed-over', 'kiosk-started', 'kiosk-ended', 'opened', 'code-sent', 'device-joined', 'link-renewed',
  'identity-confirmed', 'identity-refused', 'stopped', 'item-submitted', 'revoked', 'reminded'));

alter table clinic.appointment_event drop constraint appointment_event_kind_check;
alter table clinic.appointment_event add constraint appointment_event_kind_check check (kind in (
  'booked', 'moved', 'cancelled', 'no-show', 'arrived', 'arrival-undone', 'escort-named', 'reminded'));

-- When a practice reminds; without a row, the usual times of the domain hold.
create table clinic.reminder_rule (
  practice_id uuid not null primary key,
  -- Days after forms were sent: a message to the patient once, then a task for the desk.
  forms_mail_days integer not null check (forms_mail_days between 1 and 28),
  forms_task_days integer not null check (forms_task_days between 1 and 29),
  -- Hours before a visit.
  visit_hours integer not null check (visit_hours between 2 and 168)
);
select upkeep.belongs_to_practice('clinic.reminder_rule');
grant update (forms_mail_days, forms_task_days, visit_hours) on clinic.reminder_rule to holdspace_app;

-- What a person wants; the newest counts, the earlier ones stay.
create table clinic.reminder_choice (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  position bigint generated always as identity,
  wants boolean not null,
  at timestamptz(3) not null,
  by_membership uuid,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.reminder_choice');
create index reminder_choice_of on clinic.reminder_choice (practice_id, patient_id, position desc);
