-- A patient signs the plan on their own phone: then nobody of the staff stood by, and `recorded_by_name` says how they came.
alter table clinic.plan_signature alter column recorded_by drop not null;
alter table clinic.plan_signature
  add constraint plan_signature_recorded_by check (recorded_by is not null or signer = 'patient');
