-- An act writes each thing it says once (decision 0037): its entry and body, the head of its session, a line of the trail,
-- and the resources that mirror it.

-- Which sessions have entries that may wait for their place in the log was kept as a number beside an index over it, so that
-- every act made its session's row anew in each of five indexes. As a yes or no it changes once in a while, and a row whose
-- indexed columns stay is changed within its page.
drop index clinic.session_to_log;
alter table clinic.session add column to_log boolean not null default true, set (fillfactor = 50);
alter table clinic.session no force row level security;
do $$
declare
  v_done bigint;
begin
  update clinic.session set to_log = false where next_seq - 1 <= logged_seq;
  get diagnostics v_done = row_count;
  if v_done <> (select count(*) from clinic.session where next_seq - 1 <= logged_seq) then
    raise exception 'A session whose entries stand in the log was not found.';
  end if;
end
$$;
alter table clinic.session force row level security;
alter table clinic.session drop column logged_seq;
grant update (to_log) on clinic.session to holdspace_app;
create index session_to_log on clinic.session (practice_id, opened_at, id) where to_log;

-- How far each device's entries got is said by the entries themselves, and read where somebody looks.
drop table clinic.session_device;
drop index clinic.entry_by_device;

-- One index for the key of a line and for the order of the trail. (Ids of lines are UUIDs: nothing is found by one alone.)
alter table clinic.audit_event drop constraint audit_event_pkey;
drop index clinic.audit_by_time;
alter table clinic.audit_event add constraint audit_by_time primary key (practice_id, at, id);

-- As in 0150, but what is new is written first, in one statement, and only the rest is compared with what is there. Both
-- steps go by the order of the key, so that two writers of the same resources wait instead of deadlocking.
create or replace function clinic.write_resources(p_practice uuid, p_resources jsonb) returns integer
  language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
declare
  -- Places in p_resources, from 1.
  v_new integer[];
  v_changed integer[];
  v_retold integer[];
  v_gone integer[];
  v_is_found boolean;
  v_now timestamptz(3) := date_trunc('milliseconds', now());
begin
  with given as materialized (
    select * from rows from (jsonb_to_recordset(p_resources) as (type text, id text, "patientId" uuid, "mappingVersion" integer,
        at jsonb, visible boolean, deleted boolean, labels jsonb, search jsonb, text text)) with ordinality
      as given (type, id, patient_id, mapping_version, at, visible, deleted, labels, search, text, place)
  ), created as (
    insert into clinic.fhir_resource
        (practice_id, type, id, patient_id, version, mapping_version, last_updated, at, at_until, visible, deleted, labels, tokens, text)
      select p_practice, i.type, i.id, i.patient_id, 1, i.mapping_version, v_now,
             coalesce((i.at ->> 'from')::timestamptz, '-infinity'), coalesce((i.at ->> 'to')::timestamptz, '-infinity'),
             i.visible, false,
             case when i.labels = '[]' then '{}' else array(select jsonb_array_elements_text(i.labels)) end,
             case when i.search = '[]' then '{}' else clinic.fhir_tokens(i.search) end, i.text
      from given i where not i.deleted order by i.type, i.id
      on conflict (practice_id, type, id) do nothing
      returning type, id
  )
  select array_agg(i.place) filter (where c.id is not null), bool_or(i.search <> '[]')
    into v_new, v_is_found
    from given i left join created c on c.type = i.type and c.id = i.id;

  if v_new is null or cardinality(v_new) < jsonb_array_length(p_resources) then
    select array_agg(i.place), array_agg(i.place) filter (where r.text <> i.text), array_agg(i.place) filter (where i.deleted)
      into v_changed, v_retold, v_gone
      from (
        select * from rows from (jsonb_to_recordset(p_resources) as (type text, id text, "patientId" uuid,
            "mappingVersion" integer, visible boolean, deleted boolean, text text)) with ordinality
          as given (type, id, patient_id, mapping_version, visible, deleted, text, place)
        where v_new is null or place <> all (v_new)
        order by type, id
      ) i
      cross join lateral (
        select r.text, r.visible, r.mapping_version, r.patient_id from clinic.fhir_resource r
        where r.practice_id = p_practice and r.type = i.type and r.id = i.id
        for update
      ) r
      where r.text <> i.text or r.visible <> i.visible or r.mapping_version <> i.mapping_version
        or r.patient_id is distinct from i.patient_id;
  end if;

  if v_retold is not null then
    insert into clinic.fhir_resource_version
        (practice_id, type, id, version, patient_id, last_updated, visible, deleted, labels, text)
      select r.practice_id, r.type, r.id, r.version, r.patient_id, r.last_updated, r.visible, r.deleted, r.labels, r.text
      from rows from (jsonb_to_recordset(p_resources) as (type text, id text)) with ordinality as i (type, id, place)
      join clinic.fhir_resource r on r.practice_id = p_practice and r.type = i.type and r.id = i.id
      where i.place = any (v_retold);
  end if;

  if v_changed is not null then
    update clinic.fhir_resource r
      set patient_id = i.patient_id,
          version = r.version + case when r.text = i.text then 0 else 1 end,
          mapping_version = i.mapping_version,
          -- A resource that becomes visible is news to a partner even where its text stays the same.
          last_updated = case when r.text = i.text and r.visible = i.visible then r.last_updated else v_now end,
          at = coalesce((i.at ->> 'from')::timestamptz, '-infinity'),
          at_until = coalesce((i.at ->> 'to')::timestamptz, '-infinity'),
          visible = i.visible, deleted = i.deleted,
          labels = case when i.labels = '[]' then '{}' else array(select jsonb_array_elements_text(i.labels)) end,
          tokens = case when i.search = '[]' then '{}' else clinic.fhir_tokens(i.search) end,
          text = i.text
      from rows from (jsonb_to_recordset(p_resources) as (type text, id text, "patientId" uuid, "mappingVersion" integer,
          at jsonb, visible boolean, deleted boolean, labels jsonb, search jsonb, text text)) with ordinality
        as i (type, id, patient_id, mapping_version, at, visible, deleted, labels, search, text, place)
      where i.place = any (v_changed) and r.practice_id = p_practice and r.type = i.type and r.id = i.id;
    delete from clinic.fhir_search s
      using rows from (jsonb_to_recordset(p_resources) as (type text, id text)) with ordinality as i (type, id, place)
      where i.place = any (v_changed) and s.practice_id = p_practice and s.type = i.type and s.id = i.id;
  end if;

  if v_is_found then
    insert into clinic.fhir_search (practice_id, type, id, param, system, code, string, date_from, date_to)
      select p_practice, i.doc ->> 'type', i.doc ->> 'id', s.param, s.system, s.code, s.string, s."from", s."to"
      from (select p_resources -> (place - 1) as doc from unnest(v_new || v_changed) as place) i
      cross join jsonb_to_recordset(i.doc -> 'search')
        as s(param text, system text, code text, string text, "from" timestamptz, "to" timestamptz)
      where not (i.doc ->> 'deleted')::boolean;
  end if;

  if v_gone is not null then
    update clinic.fhir_resource_version v
      set text = ''
      from rows from (jsonb_to_recordset(p_resources) as (type text, id text)) with ordinality as i (type, id, place)
      where i.place = any (v_gone) and v.practice_id = p_practice and v.type = i.type and v.id = i.id and v.text <> '';
  end if;
  return coalesce(cardinality(v_new), 0) + coalesce(cardinality(v_changed), 0);
end
$$;

-- As in 0150, in fewer statements. An act whose key is the id of its own entry keeps no row for it: the ledger holds the
-- entry under this id for ever, whoever sends it again finds it there, and what finds the head moved reads it (IK4, IK5).
--
-- p_acts     [{session, key, next_seq, head, new_head, entries, after_seal, opens, change}], of different sessions; bytes in
--            base64; entries: how many. opens: the session's own row when this act opens it; change: {status?, sealed_at?};
--            key: {actor, procedure, key, body_hash, answer, at} where more than the entries themselves is to be answered
-- The outcomes, and the other parameters, are those of 0150.
create or replace function clinic.record_acts(
  p_practice uuid, p_acts jsonb, p_entries jsonb, p_withdraws integer[], p_audit jsonb, p_fhir jsonb, p_fhir_of integer[]
) returns jsonb language plpgsql security invoker
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
declare
  v_count integer := jsonb_array_length(p_acts);
  v_session uuid;
  v_opens jsonb;
  v_key jsonb;
  v_answer jsonb;
  v_known_hash bytea;
  v_outcome text[];
  v_recorded integer;
begin
  if coalesce(current_setting('app.practice', true), '') not in ('', p_practice::text) then
    raise exception 'This transaction acts in another practice';
  end if;
  perform set_config('app.practice', p_practice::text, true);

  -- The lock comes first: whoever waited here sees, in the statements that follow, what the one before committed.
  if v_count = 1 then
    v_session := (p_acts -> 0 ->> 'session')::uuid;
    v_opens := nullif(p_acts -> 0 -> 'opens', 'null');
    v_key := nullif(p_acts -> 0 -> 'key', 'null');
    perform from clinic.session where practice_id = p_practice and id = v_session for update;
    if not found and v_opens is null then
      raise exception 'No session % in practice %', v_session, p_practice using errcode = 'no_data_found';
    end if;
  end if;
  select array_agg(case
      when a.opens is not null then 'recorded'
      when s.found is null then 'busy'
      when s.sealed_at is not null and not a.after_seal then 'sealed'
      when s.next_seq <> a.next_seq or s.head_leaf is distinct from decode(a.head, 'base64') then 'head-moved'
      else 'recorded' end order by n)
    into v_outcome
    from rows from (jsonb_to_recordset(p_acts) as (session uuid, next_seq integer, head text, after_seal boolean, opens jsonb))
      with ordinality as a (session, next_seq, head, after_seal, opens, n)
    left join lateral (
      select true as found, next_seq, head_leaf, sealed_at from clinic.session
      where practice_id = p_practice and id = a.session for update skip locked
    ) s on true;

  if v_key is not null then
    insert into clinic.idempotency (practice_id, actor_id, procedure, key, body_hash, answer, created_at)
      select p_practice, (v_key ->> 'actor')::uuid, v_key ->> 'procedure', (v_key ->> 'key')::uuid,
        decode(v_key ->> 'body_hash', 'base64'), v_key -> 'answer', (v_key ->> 'at')::timestamptz
      where v_outcome[1] = 'recorded'
      on conflict do nothing;
    if not found then
      select body_hash, answer into v_known_hash, v_answer from clinic.idempotency
        where practice_id = p_practice and actor_id = (v_key ->> 'actor')::uuid and procedure = v_key ->> 'procedure'
          and key = (v_key ->> 'key')::uuid;
      if found then
        v_outcome[1] := case when v_known_hash = decode(v_key ->> 'body_hash', 'base64') then 'replayed' else 'key-reused' end;
      end if;
    end if;
  end if;
  -- The head is the one the act was decided on, so an entry of this id is none of this session.
  if v_count = 1 and v_outcome[1] = 'recorded' and exists (
    select from jsonb_to_recordset(p_entries) as e(id uuid)
    join clinic.entry known on known.practice_id = p_practice and known.id = e.id
  ) then
    v_outcome[1] := 'key-reused';
  end if;
  v_recorded := cardinality(array_positions(v_outcome, 'recorded'));
  if v_recorded = 0 then
    return jsonb_build_object('outcomes', to_jsonb(v_outcome), 'answers', jsonb_build_array(v_answer));
  end if;

  if v_opens is not null then
    insert into clinic.session (practice_id, id, patient_id, protocol_id, protocol_version, protocol_hash, status, opened_at, created_by)
      select p_practice, v_session, patient_id, protocol_id, protocol_version, protocol_hash, 'open', opened_at, created_by
      from jsonb_to_record(v_opens) as o(patient_id uuid, protocol_id text, protocol_version text, protocol_hash text,
        opened_at timestamptz, created_by uuid);
  end if;

  with written as materialized (
    select * from jsonb_to_recordset(p_entries) as e(n integer, session uuid, seq integer, id uuid, kind text, actor text,
      device_id uuid, device_seq integer, occurred_at timestamptz, recorded_at timestamptz, header text, leaf text, body text,
      salt text)
    where v_outcome[n] = 'recorded'
  ), entry as (
    insert into clinic.entry
      select p_practice, session, seq, id, kind, actor, device_id, device_seq, occurred_at, recorded_at,
        decode(header, 'base64'), decode(leaf, 'base64')
      from written
  ), body as (
    insert into clinic.entry_body (practice_id, session_id, seq, canonical, salt)
      select p_practice, session, seq, decode(body, 'base64'), decode(salt, 'base64') from written
  ), trail as (
    insert into clinic.audit_event
      select p_practice, id, at, actor_kind, actor_id, actor_name, role, act, patient_id, subject_type, subject_id,
        outcome, purpose, request_id, device_id, network_address, coalesce(details, '{}')
      from jsonb_to_recordset(p_audit) as a(
        n integer, id uuid, at timestamptz, actor_kind text, actor_id uuid, actor_name text, role text, act text,
        patient_id uuid, subject_type text, subject_id text, outcome text, purpose text, request_id text, device_id uuid,
        network_address text, details jsonb)
      where v_outcome[n] = 'recorded'
  )
  update clinic.session s set
      next_seq = a.next_seq + a.entries,
      head_leaf = coalesce(decode(a.new_head, 'base64'), s.head_leaf),
      to_log = s.to_log or a.entries > 0,
      status = coalesce(a.change ->> 'status', s.status),
      sealed_at = coalesce((a.change ->> 'sealed_at')::timestamptz, s.sealed_at)
    from rows from (jsonb_to_recordset(p_acts) as (session uuid, next_seq integer, entries integer, new_head text, change jsonb))
      with ordinality as a (session, next_seq, entries, new_head, change, n)
    where v_outcome[n] = 'recorded' and (a.entries > 0 or a.change is not null)
      and s.practice_id = p_practice and s.id = a.session;

  if v_count = 1 then
    perform clinic.withdraw_body(p_practice, v_session, withdrawn) from unnest(p_withdraws) as withdrawn;
  end if;

  if v_recorded < v_count then
    p_fhir := (select jsonb_agg(p_fhir -> (place::integer - 1)) from unnest(p_fhir_of) with ordinality as mirrored (of_act, place)
      where v_outcome[of_act] = 'recorded');
  end if;
  if p_fhir is not null then
    perform clinic.write_resources(p_practice, p_fhir);
  end if;
  return jsonb_build_object('outcomes', to_jsonb(v_outcome), 'answers', jsonb_build_array(v_answer));
end
$$;
