-- Today's questions answered by the patient themselves: nobody of the staff asked them, and `by_name` says how they came.
alter table clinic.day_of_form alter column by_membership drop not null;

-- The privacy notice was given and the patient did not acknowledge it: the reason is recorded (45 CFR 164.520(c)(2)(ii)).
create table clinic.notice_refusal (
  practice_id uuid not null,
  id uuid not null,
  patient_id uuid not null,
  -- The version of the notice that was given.
  version text not null check (version ~ '^\d{1,3}\.\d{1,3}\.\d{1,3}$'),
  reason text not null check (length(reason) between 3 and 500),
  at timestamptz(3) not null,
  by_membership uuid not null,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, patient_id) references clinic.patient (practice_id, id)
);
select upkeep.belongs_to_practice('clinic.notice_refusal');
create index notice_refusal_of_patient on clinic.notice_refusal (practice_id, patient_id, at);
