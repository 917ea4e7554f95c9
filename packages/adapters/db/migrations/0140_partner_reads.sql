-- What a partner's request costs. Reads and searches are prepared statements of the door now (fhir-caller-sql.ts,
-- fhir-read-sql.ts, fhir-search-sql.ts), whose plans are kept; and each leaves one line instead of two rows.

drop function clinic.fhir_read(text, timestamptz, timestamptz, text, text, integer, jsonb);
drop function clinic.fhir_page(text, timestamptz, timestamptz, text[], text, text, text, jsonb, jsonb);
drop function clinic.fhir_trace(clinic.fhir_caller, timestamptz, text, text, text, uuid, uuid, text[], integer, jsonb);
drop function clinic.fhir_release(clinic.fhir_caller, timestamptz, uuid, text, text[]);
drop function clinic.fhir_enter(text, timestamptz, text[]);
drop type clinic.fhir_row;
drop type clinic.fhir_caller;

-- A read of a partner left two rows that said the same: an audit line and a disclosure. It leaves one. A line that
-- names the release under which something was told is the entry in the accounting of disclosures (45 CFR 164.528).
alter table clinic.audit_event
  add column release_id uuid,
  -- One resource is named by the subject of the line, a few are by these, many only by their number.
  add column resource_ids text[],
  add column resource_count integer;

-- The disclosures accounted so far move into the lines of the same reads: same partner, patient, moment, interaction and
-- type, one to one. Row-level security binds a hosted owner too, so it is lifted for the length of this migration.
alter table clinic.audit_event no force row level security;
alter table clinic.disclosure no force row level security;
do $$
declare
  v_told bigint;
  v_moved bigint;
begin
  select count(*) into v_told from clinic.disclosure;
  with line as (
    select practice_id, id, patient_id, actor_id, at, act, subject_type,
           row_number() over (partition by practice_id, patient_id, actor_id, at, act, subject_type order by id) as place
    from clinic.audit_event where actor_kind = 'partner' and outcome = 'done' and patient_id is not null
  ), told as (
    select *, row_number() over (partition by practice_id, patient_id, partner_id, at, interaction, resource_type order by id) as place
    from clinic.disclosure
  )
  update clinic.audit_event as event
    set release_id = told.release_id, resource_count = told.resource_count,
        resource_ids = case when told.resource_count > 1 then
          (select array_agg(split_part(one, '/', 2)) from unnest(told.resources) as one) end
    from line join told on told.practice_id = line.practice_id and told.patient_id = line.patient_id
      and told.partner_id = line.actor_id and told.at = line.at and told.interaction = line.act
      and told.resource_type = line.subject_type and told.place = line.place
    where event.practice_id = line.practice_id and event.id = line.id;
  get diagnostics v_moved = row_count;
  if v_moved <> v_told then
    raise exception 'Of % disclosures % found their line of the audit trail', v_told, v_moved;
  end if;
end
$$;
alter table clinic.audit_event force row level security;
drop table clinic.disclosure;

alter table clinic.audit_event
  add check (release_id is null or (patient_id is not null and resource_count is not null));

-- The accounting of disclosures: what left, to whom, under which release. Never changed, never removed, because nobody
-- may change or remove a line of the audit trail. Reads with the rights, and within the practice, of whoever asks.
create view clinic.disclosure with (security_invoker = true) as
  select practice_id, id, patient_id, actor_id as partner_id, actor_name as partner_name, release_id, at, purpose,
         act as interaction, subject_type as resource_type, case when resource_count = 1 then array[subject_id] else resource_ids end as resource_ids,
         resource_count
  from clinic.audit_event
  where release_id is not null;
revoke insert on clinic.disclosure from holdspace_app;
