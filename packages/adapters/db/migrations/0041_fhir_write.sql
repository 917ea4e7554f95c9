-- Writes resources as they are now: a version is added only where the text differs, search rows are replaced where
-- anything differs, and the texts of a deleted resource are removed from its history. Called inside the transaction that
-- records the fact, with the practice already set.
--
-- `p_resources`: [{ type, id, patientId, visible, deleted, labels: [], mappingVersion, at: {from, to} | null, text,
--                   search: [{ param, system, code, string, from, to }] }]
-- Answers how many resources changed.
create function clinic.write_resources(p_practice uuid, p_resources jsonb) returns integer
  language plpgsql as $$
declare
  v_changed jsonb;
  v_now timestamptz(3) := date_trunc('milliseconds', now());
begin
  -- The order of locking is the order of the key, so that two writers of the same resources wait instead of deadlocking.
  perform 1
    from clinic.fhir_resource r
    join jsonb_to_recordset(p_resources) as i(type text, id text)
      on r.practice_id = p_practice and r.type = i.type and r.id = i.id
    order by r.type, r.id
    for update of r;

  select jsonb_agg(each.doc || jsonb_build_object('known', r.id is not null, 'sameText', coalesce(r.text = each.doc ->> 'text', false)))
    into v_changed
    from jsonb_array_elements(p_resources) as each(doc)
    left join clinic.fhir_resource r
      on r.practice_id = p_practice and r.type = each.doc ->> 'type' and r.id = each.doc ->> 'id'
    where case when r.id is null then not (each.doc ->> 'deleted')::boolean
          else r.text <> each.doc ->> 'text'
            or r.visible <> (each.doc ->> 'visible')::boolean
            or r.mapping_version <> (each.doc ->> 'mappingVersion')::integer
            or r.patient_id is distinct from (each.doc ->> 'patientId')::uuid
          end;
  if v_changed is null then
    return 0;
  end if;

  insert into clinic.fhir_resource_version
      (practice_id, type, id, version, patient_id, last_updated, visible, deleted, labels, text)
    select r.practice_id, r.type, r.id, r.version, r.patient_id, r.last_updated, r.visible, r.deleted, r.labels, r.text
    from clinic.fhir_resource r
    join jsonb_to_recordset(v_changed) as i(type text, id text, known boolean, "sameText" boolean)
      on r.practice_id = p_practice and r.type = i.type and r.id = i.id
    where i.known and not i."sameText";

  insert into clinic.fhir_resource as r
      (practice_id, type, id, patient_id, version, mapping_version, last_updated, at, at_until, visible, deleted, labels, text)
    select p_practice, i.type, i.id, i."patientId", 1, i."mappingVersion", v_now,
           coalesce((i.at ->> 'from')::timestamptz, '-infinity'), coalesce((i.at ->> 'to')::timestamptz, '-infinity'),
           i.visible, i.deleted, coalesce((select array_agg(label) from jsonb_array_elements_text(i.labels) as label), '{}'),
           i.text
    from jsonb_to_recordset(v_changed) as i(type text, id text, "patientId" uuid, "mappingVersion" integer, at jsonb,
                                            visible boolean, deleted boolean, labels jsonb, text text)
    on conflict (practice_id, type, id) do update
      set patient_id = excluded.patient_id,
          version = r.version + case when r.text = excluded.text then 0 else 1 end,
          mapping_version = excluded.mapping_version,
          -- A resource that becomes visible is news to a partner even where its text stays the same.
          last_updated = case when r.text = excluded.text and r.visible = excluded.visible
                              then r.last_updated else excluded.last_updated end,
          at = excluded.at, at_until = excluded.at_until, visible = excluded.visible, deleted = excluded.deleted,
          labels = excluded.labels, text = excluded.text;

  delete from clinic.fhir_search s
    using jsonb_to_recordset(v_changed) as i(type text, id text, known boolean)
    where i.known and s.practice_id = p_practice and s.type = i.type and s.id = i.id;

  insert into clinic.fhir_search (practice_id, type, id, param, system, code, string, date_from, date_to)
    select p_practice, i.type, i.id, s.param, s.system, s.code, s.string, s."from", s."to"
    from jsonb_to_recordset(v_changed) as i(type text, id text, deleted boolean, search jsonb)
    cross join jsonb_to_recordset(i.search)
      as s(param text, system text, code text, string text, "from" timestamptz, "to" timestamptz)
    where not i.deleted;

  update clinic.fhir_resource_version v
    set text = ''
    from jsonb_to_recordset(v_changed) as i(type text, id text, deleted boolean)
    where i.deleted and v.practice_id = p_practice and v.type = i.type and v.id = i.id and v.text <> '';

  return jsonb_array_length(v_changed);
end
$$;
