-- Records one act in one round trip: all of it or none of it (HOUSE section 7, IK3). What is recorded was decided before;
-- this function decides nothing. It only finds out whether the world is still the one the decision was made in.
--
-- Answers {"outcome": …}:
--   recorded    everything below is written
--   replayed    the same key with the same body was recorded before; "answer" is what was answered then
--   key-reused  the same key came with another body
--   head-moved  another entry arrived first: load it, decide again
--   sealed      the session is signed, and this act is not one that may follow a signature
-- In every case but the first nothing is written.
--
-- p_entries  [{seq, id, kind, actor, device_id, device_seq, occurred_at, recorded_at, header, leaf, body, salt}], bytes in base64
-- p_opens    the session's own row when this act opens it: {patient_id, protocol_id, protocol_version, protocol_hash, created_by}
-- p_change   {status?, sealed_at?}
-- p_withdraws  sequence numbers whose bodies go, each named by an entry of this act or before it
-- p_fhir     handed to clinic.write_resources(practice, fhir) as it is
create function clinic.record_act(
  p_practice uuid, p_session uuid,
  p_actor uuid, p_procedure text, p_key uuid, p_body_hash bytea, p_answer jsonb, p_at timestamptz,
  p_next_seq integer, p_head bytea, p_after_seal boolean,
  p_entries jsonb, p_opens jsonb, p_change jsonb, p_withdraws integer[], p_audit jsonb, p_fhir jsonb
) returns jsonb language plpgsql security invoker as $$
declare
  v_session record;
  v_known record;
  v_count integer := jsonb_array_length(p_entries);
begin
  if coalesce(current_setting('app.practice', true), '') not in ('', p_practice::text) then
    raise exception 'This transaction acts in another practice';
  end if;
  perform set_config('app.practice', p_practice::text, true);

  -- The lock comes first: whoever waited here sees, in the statements that follow, what the one before committed.
  if p_opens is null then
    select next_seq, head_leaf, sealed_at into v_session
      from clinic.session where practice_id = p_practice and id = p_session for update;
    if not found then
      raise exception 'No session % in practice %', p_session, p_practice using errcode = 'no_data_found';
    end if;
  end if;

  select body_hash, answer into v_known from clinic.idempotency
    where practice_id = p_practice and actor_id = p_actor and procedure = p_procedure and key = p_key;
  if not found then
    if p_opens is null then
      if v_session.sealed_at is not null and not p_after_seal then return '{"outcome":"sealed"}'; end if;
      if v_session.next_seq <> p_next_seq or v_session.head_leaf is distinct from p_head then
        return '{"outcome":"head-moved"}';
      end if;
    end if;
    insert into clinic.idempotency (practice_id, actor_id, procedure, key, body_hash, answer, created_at)
      values (p_practice, p_actor, p_procedure, p_key, p_body_hash, p_answer, p_at)
      on conflict do nothing;
    if not found then
      -- The same key was recorded through another session while we looked.
      select body_hash, answer into v_known from clinic.idempotency
        where practice_id = p_practice and actor_id = p_actor and procedure = p_procedure and key = p_key;
    end if;
  end if;
  if v_known.body_hash is not null then
    if v_known.body_hash <> p_body_hash then return '{"outcome":"key-reused"}'; end if;
    return jsonb_build_object('outcome', 'replayed', 'answer', v_known.answer);
  end if;

  if p_opens is not null then
    insert into clinic.session (practice_id, id, patient_id, protocol_id, protocol_version, protocol_hash, status, opened_at, created_by)
      values (p_practice, p_session, (p_opens ->> 'patient_id')::uuid, p_opens ->> 'protocol_id',
        p_opens ->> 'protocol_version', p_opens ->> 'protocol_hash', 'open', p_at, (p_opens ->> 'created_by')::uuid);
  end if;

  with given as (
    select * from jsonb_to_recordset(p_entries) as e(
      seq integer, id uuid, kind text, actor text, device_id uuid, device_seq integer,
      occurred_at timestamptz, recorded_at timestamptz, header text, leaf text)
  )
  insert into clinic.entry
    select p_practice, p_session, seq, id, kind, actor, device_id, device_seq, occurred_at, recorded_at,
      decode(header, 'base64'), decode(leaf, 'base64')
    from given;
  insert into clinic.entry_body (practice_id, session_id, seq, canonical, salt)
    select p_practice, p_session, seq, decode(body, 'base64'), decode(salt, 'base64')
    from jsonb_to_recordset(p_entries) as e(seq integer, body text, salt text);

  if v_count > 0 or p_change is not null then
    update clinic.session set
      next_seq = p_next_seq + v_count,
      head_leaf = case when v_count = 0 then head_leaf else decode(p_entries -> (v_count - 1) ->> 'leaf', 'base64') end,
      status = coalesce(p_change ->> 'status', status),
      sealed_at = coalesce((p_change ->> 'sealed_at')::timestamptz, sealed_at)
    where practice_id = p_practice and id = p_session;
  end if;

  insert into clinic.session_device as known
      (practice_id, session_id, device_id, first_device_seq, last_device_seq, received, last_at)
    select p_practice, p_session, device_id, min(device_seq), max(device_seq), count(*), p_at
    from jsonb_to_recordset(p_entries) as e(device_id uuid, device_seq integer) group by device_id
    on conflict (practice_id, session_id, device_id) do update set
      first_device_seq = least(known.first_device_seq, excluded.first_device_seq),
      last_device_seq = greatest(known.last_device_seq, excluded.last_device_seq),
      received = known.received + excluded.received,
      last_at = excluded.last_at;

  perform clinic.withdraw_body(p_practice, p_session, withdrawn) from unnest(p_withdraws) as withdrawn;

  insert into clinic.audit_event
    select p_practice, id, at, actor_kind, actor_id, actor_name, role, act, patient_id, subject_type, subject_id,
      outcome, purpose, request_id, device_id, network_address, coalesce(details, '{}')
    from jsonb_to_recordset(p_audit) as a(
      id uuid, at timestamptz, actor_kind text, actor_id uuid, actor_name text, role text, act text, patient_id uuid,
      subject_type text, subject_id text, outcome text, purpose text, request_id text, device_id uuid,
      network_address text, details jsonb);

  if p_fhir is not null then
    perform clinic.write_resources(p_practice, p_fhir);
  end if;
  return '{"outcome":"recorded"}';
end
$$;
