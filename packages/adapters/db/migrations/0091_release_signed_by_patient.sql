-- A release that a patient signs, or takes back, on their own device is recorded by no member: the name says how they came.
alter table clinic.release_of_information alter column recorded_by drop not null;
alter table clinic.release_of_information drop constraint release_of_information_check;
alter table clinic.release_of_information add constraint release_withdrawal_whole check (
  (withdrawn_at is null) = (withdrawn_by_name is null) and (withdrawn_at is null) = (withdrawn_how is null)
);
