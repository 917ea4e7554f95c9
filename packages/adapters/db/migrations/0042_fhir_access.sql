-- What a partner's request may see, asked inside the statement that reads it (FHIR.md rule 6): the token, the client's
-- standing, the scope, the release in force at this moment, the signature. Each function runs with the rights of its
-- caller, the unprivileged application, sets the practice for its own transaction, leaves the trace (audit and accounting of
-- disclosures) and answers: one statement, one round trip.

create type clinic.fhir_caller as (
  outcome text, practice_id uuid, partner_id uuid, client_id text, name text, purpose text, zone text
);

-- Whose token this is. `unauthenticated` for an unknown, expired or revoked one; `scope` where it does not reach that far.
-- p_need: every grant the request needs, `Patient.r`.
create function clinic.fhir_enter(p_token text, p_wall timestamptz, p_need text[]) returns clinic.fhir_caller
  language plpgsql as $$
declare
  v_caller clinic.fhir_caller;
  v_grants text[];
begin
  select 'ok', c.practice_id, c.id, c.client_id, c.name, c.purpose, p.zone, t.grants
    into v_caller.outcome, v_caller.practice_id, v_caller.partner_id, v_caller.client_id, v_caller.name,
         v_caller.purpose, v_caller.zone, v_grants
    from identity.partner_token t
    join identity.partner_client c on c.id = t.partner_id
    join identity.practice p on p.id = c.practice_id
    where t.token_sha256 = p_token and t.expires_at > p_wall and c.status = 'active';
  if not found then
    v_caller.outcome := 'unauthenticated';
    return v_caller;
  end if;
  if exists (
    select 1 from unnest(p_need) as need
    where need <> all (v_grants) and '*.' || split_part(need, '.', 2) <> all (v_grants)
  ) then
    v_caller.outcome := 'scope';
    return v_caller;
  end if;
  perform set_config('app.practice', v_caller.practice_id::text, true);
  -- The trace of a read may reach the disk a moment after the answer (HOUSE section 6); acts never take this path.
  perform set_config('synchronous_commit', 'off', true);
  return v_caller;
end
$$;

-- One read. Answers outcome `ok`, `gone`, `not-found`, `unauthenticated` or `scope`.
-- Without a release, before the signature, or in another practice, the answer is the same `not-found` (RULINGS 20).
-- p_version null: the resource as it is; otherwise that version.
create function clinic.fhir_read(
  p_token text, p_wall timestamptz, p_now timestamptz, p_type text, p_id text, p_version integer, p_trace jsonb
) returns table (outcome text, version integer, last_updated timestamptz, text text, practice_id uuid)
  language plpgsql as $$
#variable_conflict use_column
declare
  v_caller clinic.fhir_caller := clinic.fhir_enter(p_token, p_wall, array[p_type || '.r']);
  v_row record;
  v_release uuid;
begin
  if v_caller.outcome <> 'ok' then
    return query select v_caller.outcome, null::integer, null::timestamptz, null::text, null::uuid;
    return;
  end if;
  select r.patient_id, r.version, r.last_updated, r.visible, r.deleted, r.labels, r.text into v_row
    from clinic.fhir_resource r
    where r.practice_id = v_caller.practice_id and r.type = p_type and r.id = p_id;
  if found and p_version is not null and v_row.version <> p_version then
    select v.patient_id, v.version, v.last_updated, v.visible, v.deleted, v.labels, v.text into v_row
      from clinic.fhir_resource_version v
      where v.practice_id = v_caller.practice_id and v.type = p_type and v.id = p_id and v.version = p_version;
  end if;
  if v_row is null or v_row.version is null then
    return query select 'not-found', null::integer, null::timestamptz, null::text, null::uuid;
    return;
  end if;
  if v_row.patient_id is not null then
    v_release := clinic.fhir_release(v_caller, p_now, v_row.patient_id, p_type, v_row.labels);
    if not v_row.visible or v_release is null then
      perform clinic.fhir_trace(v_caller, p_now, 'fhir.read', 'refused', p_type, v_row.patient_id, null,
        array[p_type || '/' || p_id], 1, p_trace);
      return query select 'not-found', null::integer, null::timestamptz, null::text, null::uuid;
      return;
    end if;
    perform clinic.fhir_trace(v_caller, p_now, 'fhir.read', 'done', p_type, v_row.patient_id, v_release,
      array[p_type || '/' || p_id], 1, p_trace);
  end if;
  return query select case when v_row.text = '' then 'gone' else 'ok' end,
    v_row.version, v_row.last_updated::timestamptz, v_row.text, v_caller.practice_id;
end
$$;

-- The release that opens a resource of this patient to this partner now, or null.
create function clinic.fhir_release(
  p_caller clinic.fhir_caller, p_now timestamptz, p_patient uuid, p_type text, p_labels text[]
) returns uuid language sql stable as $$
  select rel.id from clinic.release_of_information rel
  where rel.practice_id = (p_caller).practice_id and rel.patient_id = p_patient
    and rel.partner_id = (p_caller).partner_id and rel.purpose = (p_caller).purpose
    and rel.withdrawn_at is null and rel.valid_from <= p_now and rel.valid_until > p_now
    and p_type = any (rel.types) and p_labels <@ (rel.sensitive || array['N', 'R'])
  order by rel.recorded_at limit 1
$$;

-- Leaves the trace of one patient's part of a request: an audit line always, a disclosure where something was told.
create function clinic.fhir_trace(
  p_caller clinic.fhir_caller, p_now timestamptz, p_act text, p_outcome text, p_type text, p_patient uuid,
  p_release uuid, p_resources text[], p_count integer, p_trace jsonb
) returns void language plpgsql as $$
begin
  insert into clinic.audit_event
      (practice_id, id, at, actor_kind, actor_id, actor_name, act, patient_id, subject_type, subject_id, outcome,
       purpose, request_id, network_address, details)
    values ((p_caller).practice_id, gen_random_uuid(), p_now, 'partner', (p_caller).partner_id, (p_caller).name, p_act,
      p_patient, p_type, case when p_count = 1 then split_part(p_resources[1], '/', 2) end, p_outcome,
      (p_caller).purpose, p_trace ->> 'requestId', p_trace ->> 'address', jsonb_build_object('count', p_count));
  if p_outcome = 'done' and p_release is not null then
    insert into clinic.disclosure
        (practice_id, patient_id, partner_id, release_id, at, interaction, resource_type, resources, resource_count)
      values ((p_caller).practice_id, p_patient, (p_caller).partner_id, p_release, p_now, p_act, p_type,
        p_resources[1:100], p_count);
  end if;
end
$$;

create type clinic.fhir_row as (
  mode text, type text, id text, patient_id uuid, release_id uuid, version integer, last_updated timestamptz,
  deleted boolean, at timestamptz, text text, total bigint
);

-- One page of a search or a history. The statement comes from the door's own table of parameters, never from a request;
-- what a request says travels in `p_args` alone. It sees $1 args (jsonb), $2 practice, $3 partner, $4 purpose, $5 now,
-- $6 zone, and gives the columns of clinic.fhir_row in order.
create function clinic.fhir_page(
  p_token text, p_wall timestamptz, p_now timestamptz, p_need text[], p_act text, p_type text,
  p_sql text, p_args jsonb, p_trace jsonb
) returns setof clinic.fhir_row language plpgsql as $$
declare
  v_caller clinic.fhir_caller := clinic.fhir_enter(p_token, p_wall, p_need);
  v_rows clinic.fhir_row[];
  v_told integer := 0;
  v_part record;
begin
  if v_caller.outcome <> 'ok' then
    return query select (('refused', null, null, null, null, null, null, null, null, v_caller.outcome, null)::clinic.fhir_row).*;
    return;
  end if;
  execute 'select array_agg(row(page.*)::clinic.fhir_row) from (' || p_sql || ') as page'
    into v_rows
    using p_args, v_caller.practice_id, v_caller.partner_id, v_caller.purpose, p_now, v_caller.zone;
  for v_part in
    select row.patient_id, row.release_id, row.type,
           array_agg(row.type || '/' || row.id) as resources, count(*)::integer as told
    from unnest(v_rows) as row
    where row.mode in ('match', 'include') and row.patient_id is not null
    group by row.patient_id, row.release_id, row.type
  loop
    v_told := v_told + v_part.told;
    perform clinic.fhir_trace(v_caller, p_now, p_act, 'done', v_part.type, v_part.patient_id, v_part.release_id,
      v_part.resources, v_part.told, p_trace);
  end loop;
  if v_told = 0 then
    perform clinic.fhir_trace(v_caller, p_now, p_act, 'done', p_type, null, null, '{}', 0, p_trace);
  end if;
  return query select * from unnest(v_rows);
end
$$;
