-- Acts that arrive together are recorded together (decision 0023): one statement and one commit serve several sessions, and
-- each act keeps its own outcome. It takes the place of `record_act`, which one act a call did the same for.
drop function clinic.record_act(uuid, uuid, uuid, text, uuid, bytea, jsonb, timestamptz, integer, bytea, boolean, jsonb, jsonb,
  jsonb, integer[], jsonb, jsonb);

-- Writes the resources that differ, each found by its key. The planner cannot know how few they are and read the whole
-- projection for every act, so ways that read a whole table are closed to it here. Keys come as columns: under row-level
-- security a key that a function works out of another row (`->>` is not leakproof) reaches no index.
create or replace function clinic.write_resources(p_practice uuid, p_resources jsonb) returns integer
  language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
declare
  -- Places in p_resources, from 1.
  v_changed integer[];
  v_known integer[];
  v_retold integer[];
  v_gone integer[];
  v_now timestamptz(3) := date_trunc('milliseconds', now());
begin
  -- The order of locking is the order of the key, so that two writers of the same resources wait instead of deadlocking.
  select array_agg(i.place), array_agg(i.place) filter (where r.known),
         array_agg(i.place) filter (where r.known and r.text <> i.text), array_agg(i.place) filter (where i.deleted)
    into v_changed, v_known, v_retold, v_gone
    from (
      select * from rows from (jsonb_to_recordset(p_resources) as (type text, id text, "patientId" uuid,
          "mappingVersion" integer, visible boolean, deleted boolean, text text)) with ordinality
        as given (type, id, patient_id, mapping_version, visible, deleted, text, place)
      order by type, id
    ) i
    left join lateral (
      select true as known, r.text, r.visible, r.mapping_version, r.patient_id from clinic.fhir_resource r
      where r.practice_id = p_practice and r.type = i.type and r.id = i.id
      for update
    ) r on true
    where case when r.known is null then not i.deleted
          else r.text <> i.text or r.visible <> i.visible or r.mapping_version <> i.mapping_version
            or r.patient_id is distinct from i.patient_id
          end;
  if v_changed is null then
    return 0;
  end if;

  if v_retold is not null then
    insert into clinic.fhir_resource_version
        (practice_id, type, id, version, patient_id, last_updated, visible, deleted, labels, text)
      select r.practice_id, r.type, r.id, r.version, r.patient_id, r.last_updated, r.visible, r.deleted, r.labels, r.text
      from rows from (jsonb_to_recordset(p_resources) as (type text, id text)) with ordinality as i (type, id, place)
      join clinic.fhir_resource r on r.practice_id = p_practice and r.type = i.type and r.id = i.id
      where i.place = any (v_retold);
  end if;

  insert into clinic.fhir_resource as r
      (practice_id, type, id, patient_id, version, mapping_version, last_updated, at, at_until, visible, deleted, labels, tokens, text)
    select p_practice, i.type, i.id, i.patient_id, 1, i.mapping_version, v_now,
           coalesce((i.at ->> 'from')::timestamptz, '-infinity'), coalesce((i.at ->> 'to')::timestamptz, '-infinity'),
           i.visible, i.deleted,
           case when i.labels = '[]' then '{}' else array(select jsonb_array_elements_text(i.labels)) end,
           case when i.search = '[]' then '{}' else clinic.fhir_tokens(i.search) end, i.text
    from rows from (jsonb_to_recordset(p_resources) as (type text, id text, "patientId" uuid, "mappingVersion" integer, at jsonb,
        visible boolean, deleted boolean, labels jsonb, search jsonb, text text)) with ordinality
      as i (type, id, patient_id, mapping_version, at, visible, deleted, labels, search, text, place)
    where i.place = any (v_changed)
    on conflict (practice_id, type, id) do update
      set patient_id = excluded.patient_id,
          version = r.version + case when r.text = excluded.text then 0 else 1 end,
          mapping_version = excluded.mapping_version,
          -- A resource that becomes visible is news to a partner even where its text stays the same.
          last_updated = case when r.text = excluded.text and r.visible = excluded.visible
                              then r.last_updated else excluded.last_updated end,
          at = excluded.at, at_until = excluded.at_until, visible = excluded.visible, deleted = excluded.deleted,
          labels = excluded.labels, tokens = excluded.tokens, text = excluded.text;

  if v_known is not null then
    delete from clinic.fhir_search s
      using rows from (jsonb_to_recordset(p_resources) as (type text, id text)) with ordinality as i (type, id, place)
      where i.place = any (v_known) and s.practice_id = p_practice and s.type = i.type and s.id = i.id;
  end if;

  insert into clinic.fhir_search (practice_id, type, id, param, system, code, string, date_from, date_to)
    select p_practice, i.doc ->> 'type', i.doc ->> 'id', s.param, s.system, s.code, s.string, s."from", s."to"
    from (select p_resources -> (place - 1) as doc from unnest(v_changed) as place) i
    cross join jsonb_to_recordset(i.doc -> 'search')
      as s(param text, system text, code text, string text, "from" timestamptz, "to" timestamptz)
    where not (i.doc ->> 'deleted')::boolean;

  if v_gone is not null then
    update clinic.fhir_resource_version v
      set text = ''
      from rows from (jsonb_to_recordset(p_resources) as (type text, id text)) with ordinality as i (type, id, place)
      where i.place = any (v_gone) and v.practice_id = p_practice and v.type = i.type and v.id = i.id and v.text <> '';
  end if;
  return cardinality(v_changed);
end
$$;

-- Records acts in one round trip, each wholly or not at all (HOUSE section 7, IK3). What is recorded was decided before; this
-- function decides nothing. It only finds out whether the world is still the one each decision was made in.
--
-- Answers {"outcomes": […], "answers": […]}, one for each act, in their order:
--   recorded    everything of this act is written
--   replayed    the same key with the same body was recorded before; its answer is what was answered then
--   key-reused  the same key came with another body
--   head-moved  another entry arrived first: load it, decide again
--   sealed      the session is signed, and this act is not one that may follow a signature
--   busy        somebody holds this session; nobody else's act waits for that. Ask again with this act alone, which waits.
-- In every case but the first nothing is written. One act alone is never `busy`, and raises where there is no such session.
--
-- p_acts     [{session, actor, procedure, key, body_hash, answer, at, next_seq, head, new_head, entries, after_seal, opens,
--            change}], of different sessions; bytes in base64; entries: how many. opens: the session's own row when this act opens it; change: {status?, sealed_at?}
-- p_entries  [{n, session, seq, id, kind, actor, device_id, device_seq, occurred_at, recorded_at, header, leaf, body, salt}]
-- p_withdraws  for one act alone: sequence numbers whose bodies go, each named by an entry of this act or before it
-- p_audit    [{n, id, at, …}]
-- p_fhir     what clinic.write_resources takes; p_fhir_of says for each which act it mirrors
-- n, which says whose entry or line it is, and p_fhir_of count from 1.
create function clinic.record_acts(
  p_practice uuid, p_acts jsonb, p_entries jsonb, p_withdraws integer[], p_audit jsonb, p_fhir jsonb, p_fhir_of integer[]
) returns jsonb language plpgsql security invoker
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan
as $$
declare
  v_count integer := jsonb_array_length(p_acts);
  v_found boolean[];
  v_next integer[];
  v_head bytea[];
  v_sealed timestamptz[];
  v_outcome text[];
  v_answer jsonb[];
  v_recorded integer;
  v_kept integer;
begin
  if coalesce(current_setting('app.practice', true), '') not in ('', p_practice::text) then
    raise exception 'This transaction acts in another practice';
  end if;
  perform set_config('app.practice', p_practice::text, true);

  -- The lock comes first: whoever waited here sees, in the statements that follow, what the one before committed.
  if v_count = 1 then
    select array[s.found], array[s.next_seq], array[s.head_leaf], array[s.sealed_at] into v_found, v_next, v_head, v_sealed
      from (select) here left join lateral (
        select true as found, next_seq, head_leaf, sealed_at from clinic.session
        where practice_id = p_practice and id = (p_acts -> 0 ->> 'session')::uuid for update
      ) s on true;
    if v_found[1] is null and p_acts -> 0 -> 'opens' is null then
      raise exception 'No session % in practice %', p_acts -> 0 ->> 'session', p_practice using errcode = 'no_data_found';
    end if;
  else
    select array_agg(s.found order by n), array_agg(s.next_seq order by n), array_agg(s.head_leaf order by n),
           array_agg(s.sealed_at order by n)
      into v_found, v_next, v_head, v_sealed
      from rows from (jsonb_to_recordset(p_acts) as (session uuid)) with ordinality as a (session, n)
      left join lateral (
        select true as found, next_seq, head_leaf, sealed_at from clinic.session
        where practice_id = p_practice and id = a.session for update skip locked
      ) s on true;
  end if;

  loop
    select count(*) filter (where judged.outcome = 'recorded'), array_agg(judged.outcome order by n), array_agg(judged.answer order by n)
      into v_recorded, v_outcome, v_answer
      from rows from (jsonb_to_recordset(p_acts) as (actor uuid, procedure text, key uuid, body_hash text, next_seq integer,
          head text, after_seal boolean, opens jsonb)) with ordinality as a (actor, procedure, key, body_hash, next_seq, head, after_seal, opens, n)
      left join lateral (
        select i.body_hash, i.answer from clinic.idempotency i
        where i.practice_id = p_practice and i.actor_id = a.actor and i.procedure = a.procedure and i.key = a.key
      ) known on true
      cross join lateral (
        select known.answer, case
          when known.body_hash = decode(a.body_hash, 'base64') then 'replayed'
          when known.body_hash is not null then 'key-reused'
          when a.opens is not null then 'recorded'
          when v_found[n] is null then 'busy'
          when v_sealed[n] is not null and not a.after_seal then 'sealed'
          when v_next[n] <> a.next_seq or v_head[n] is distinct from decode(a.head, 'base64') then 'head-moved'
          else 'recorded' end as outcome
      ) judged;
    exit when v_recorded = 0;
    insert into clinic.idempotency (practice_id, actor_id, procedure, key, body_hash, answer, created_at)
      select p_practice, a.actor, a.procedure, a.key, decode(a.body_hash, 'base64'), a.answer, a.at
      from rows from (jsonb_to_recordset(p_acts) as (actor uuid, procedure text, key uuid, body_hash text, answer jsonb, at timestamptz))
        with ordinality as a (actor, procedure, key, body_hash, answer, at, n)
      where v_outcome[n] = 'recorded'
      on conflict do nothing;
    get diagnostics v_kept = row_count;
    exit when v_kept = v_recorded;
    -- The same key was recorded through another session while we looked. Several acts are then asked for one by one.
    if v_count > 1 then
      raise exception 'A key of these acts was recorded a moment ago' using errcode = 'serialization_failure';
    end if;
  end loop;
  if v_recorded = 0 then
    return jsonb_build_object('outcomes', to_jsonb(v_outcome), 'answers', to_jsonb(v_answer));
  end if;

  if v_count = 1 and p_acts -> 0 -> 'opens' is not null then
    insert into clinic.session (practice_id, id, patient_id, protocol_id, protocol_version, protocol_hash, status, opened_at, created_by)
      select p_practice, session, (opens ->> 'patient_id')::uuid, opens ->> 'protocol_id', opens ->> 'protocol_version',
        opens ->> 'protocol_hash', 'open', at, (opens ->> 'created_by')::uuid
      from jsonb_to_recordset(p_acts) as a(session uuid, at timestamptz, opens jsonb);
  end if;

  insert into clinic.entry
    select p_practice, session, seq, id, kind, actor, device_id, device_seq, occurred_at, recorded_at,
      decode(header, 'base64'), decode(leaf, 'base64')
    from jsonb_to_recordset(p_entries) as e(n integer, session uuid, seq integer, id uuid, kind text, actor text, device_id uuid,
      device_seq integer, occurred_at timestamptz, recorded_at timestamptz, header text, leaf text)
    where v_outcome[n] = 'recorded';
  insert into clinic.entry_body (practice_id, session_id, seq, canonical, salt)
    select p_practice, session, seq, decode(body, 'base64'), decode(salt, 'base64')
    from jsonb_to_recordset(p_entries) as e(n integer, session uuid, seq integer, body text, salt text)
    where v_outcome[n] = 'recorded';

  update clinic.session s set
      next_seq = a.next_seq + a.entries,
      head_leaf = coalesce(decode(a.new_head, 'base64'), s.head_leaf),
      status = coalesce(a.change ->> 'status', s.status),
      sealed_at = coalesce((a.change ->> 'sealed_at')::timestamptz, s.sealed_at)
    from rows from (jsonb_to_recordset(p_acts) as (session uuid, next_seq integer, entries integer, new_head text, change jsonb))
      with ordinality as a (session, next_seq, entries, new_head, change, n)
    where v_outcome[n] = 'recorded' and (a.entries > 0 or a.change is not null)
      and s.practice_id = p_practice and s.id = a.session;

  insert into clinic.session_device as known
      (practice_id, session_id, device_id, first_device_seq, last_device_seq, received, last_at)
    select p_practice, session, device_id, min(device_seq), max(device_seq), count(*), max(recorded_at)
    from jsonb_to_recordset(p_entries) as e(n integer, session uuid, device_id uuid, device_seq integer, recorded_at timestamptz)
    where v_outcome[n] = 'recorded'
    group by session, device_id
    on conflict (practice_id, session_id, device_id) do update set
      first_device_seq = least(known.first_device_seq, excluded.first_device_seq),
      last_device_seq = greatest(known.last_device_seq, excluded.last_device_seq),
      received = known.received + excluded.received,
      last_at = excluded.last_at;

  if v_count = 1 then
    perform clinic.withdraw_body(p_practice, (p_acts -> 0 ->> 'session')::uuid, withdrawn) from unnest(p_withdraws) as withdrawn;
  end if;

  insert into clinic.audit_event
    select p_practice, id, at, actor_kind, actor_id, actor_name, role, act, patient_id, subject_type, subject_id,
      outcome, purpose, request_id, device_id, network_address, coalesce(details, '{}')
    from jsonb_to_recordset(p_audit) as a(
      n integer, id uuid, at timestamptz, actor_kind text, actor_id uuid, actor_name text, role text, act text, patient_id uuid,
      subject_type text, subject_id text, outcome text, purpose text, request_id text, device_id uuid,
      network_address text, details jsonb)
    where v_outcome[n] = 'recorded';

  if v_recorded < v_count then
    p_fhir := (select jsonb_agg(p_fhir -> (place::integer - 1)) from unnest(p_fhir_of) with ordinality as mirrored (of_act, place)
      where v_outcome[of_act] = 'recorded');
  end if;
  if p_fhir is not null then
    perform clinic.write_resources(p_practice, p_fhir);
  end if;
  return jsonb_build_object('outcomes', to_jsonb(v_outcome), 'answers', to_jsonb(v_answer));
end
$$;
