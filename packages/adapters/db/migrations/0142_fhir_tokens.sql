-- A search within one person's resources asks each of them for its category, code or status. Asked of the rows to search by
-- that is an index lookup for every resource; the codes stand in the resource's own row as well now: `category=vital-signs`
-- and `category=http://…|vital-signs`. Rows to search by stay what a search begins with that names no person.
alter table clinic.fhir_resource add column tokens text[] collate "C" not null default '{}';

alter table clinic.fhir_resource no force row level security;
alter table clinic.fhir_search no force row level security;
update clinic.fhir_resource r set tokens = found.tokens
  from (
    select practice_id, type, id, array_agg(distinct token) as tokens
    from clinic.fhir_search, unnest(array[param || '=' || code, param || '=' || system || '|' || code]) as token
    where code is not null
    group by practice_id, type, id
  ) found
  where found.practice_id = r.practice_id and found.type = r.type and found.id = r.id;
alter table clinic.fhir_resource force row level security;
alter table clinic.fhir_search force row level security;

create function clinic.fhir_tokens(p_search jsonb) returns text[] language sql immutable as $$
  select coalesce(array_agg(distinct token), '{}')
  from jsonb_to_recordset(p_search) as s(param text, system text, code text),
    unnest(array[s.param || '=' || s.code, s.param || '=' || s.system || '|' || s.code]) as token
  where s.code is not null
$$;

-- As in 0041, with the codes of each resource.
create or replace function clinic.write_resources(p_practice uuid, p_resources jsonb) returns integer
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
      (practice_id, type, id, patient_id, version, mapping_version, last_updated, at, at_until, visible, deleted, labels, tokens, text)
    select p_practice, i.type, i.id, i."patientId", 1, i."mappingVersion", v_now,
           coalesce((i.at ->> 'from')::timestamptz, '-infinity'), coalesce((i.at ->> 'to')::timestamptz, '-infinity'),
           i.visible, i.deleted, coalesce((select array_agg(label) from jsonb_array_elements_text(i.labels) as label), '{}'),
           clinic.fhir_tokens(i.search), i.text
    from jsonb_to_recordset(v_changed) as i(type text, id text, "patientId" uuid, "mappingVersion" integer, at jsonb,
                                            visible boolean, deleted boolean, labels jsonb, search jsonb, text text)
    on conflict (practice_id, type, id) do update
      set patient_id = excluded.patient_id,
          version = r.version + case when r.text = excluded.text then 0 else 1 end,
          mapping_version = excluded.mapping_version,
          -- A resource that becomes visible is news to a partner even where its text stays the same.
          last_updated = case when r.text = excluded.text and r.visible = excluded.visible
                              then r.last_updated else excluded.last_updated end,
          at = excluded.at, at_until = excluded.at_until, visible = excluded.visible, deleted = excluded.deleted,
          labels = excluded.labels, tokens = excluded.tokens, text = excluded.text;

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
