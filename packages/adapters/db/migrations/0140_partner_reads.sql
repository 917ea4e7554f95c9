-- What a partner's request costs. Reads and searches are prepared statements of the door now (fhir-read-sql.ts,
-- fhir-search-sql.ts), whose plans are kept; here is what they begin with, and the one line they leave.

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
  -- `Observation/…` for a few; beyond a hundred only how many.
  add column resources text[],
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
    set release_id = told.release_id, resources = told.resources, resource_count = told.resource_count
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
  add check (release_id is null or (patient_id is not null and resources is not null and resource_count is not null));

-- The accounting of disclosures: what left, to whom, under which release. Never changed, never removed, because nobody
-- may change or remove a line of the audit trail. Reads with the rights, and within the practice, of whoever asks.
create view clinic.disclosure with (security_invoker = true) as
  select practice_id, id, patient_id, actor_id as partner_id, actor_name as partner_name, release_id, at, purpose,
         act as interaction, subject_type as resource_type, resources, resource_count
  from clinic.audit_event
  where release_id is not null;
revoke insert on clinic.disclosure from holdspace_app;

create type clinic.fhir_caller as (
  outcome text, practice_id uuid, partner_id uuid, name text, purpose text, zone text, grants text[]
);

-- Whose token this is, asked anew by every request: a partner that was revoked a moment ago is nobody. Sets the practice
-- for this transaction alone. `unauthenticated` for an unknown, expired or revoked token, `scope` where it does not
-- reach as far as p_need (`Patient.r`); then no practice is set and every clinical table shows no row.
create function clinic.fhir_enter(p_token text, p_wall timestamptz, p_need text[]) returns clinic.fhir_caller
  language plpgsql as $$
declare
  v_caller clinic.fhir_caller;
begin
  select 'ok', c.practice_id, c.id, c.name, c.purpose, p.zone, t.grants into v_caller
    from identity.partner_token t
    join identity.partner_client c on c.id = t.partner_id
    join identity.practice p on p.id = c.practice_id
    where t.token_sha256 = p_token and t.expires_at > p_wall and c.status = 'active';
  if not found then
    v_caller.outcome := 'unauthenticated';
  elsif not clinic.fhir_reaches(v_caller.grants, p_need) then
    v_caller.outcome := 'scope';
  else
    -- The trace of a read may reach the disk a moment after the answer (HOUSE section 6); acts never take this path.
    perform set_config('app.practice', v_caller.practice_id::text, true), set_config('synchronous_commit', 'off', true);
  end if;
  return v_caller;
end
$$;

-- Whether the rights of a token cover everything that is needed: the type by name, or all types.
create function clinic.fhir_reaches(p_grants text[], p_need text[]) returns boolean language plpgsql immutable as $$
declare
  v_need text;
begin
  foreach v_need in array p_need loop
    if v_need <> all (p_grants) and '*' || right(v_need, 2) <> all (p_grants) then
      return false;
    end if;
  end loop;
  return true;
end
$$;
