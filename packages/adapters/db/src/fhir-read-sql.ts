import { callerNeeding, releaseInForce } from './fhir-caller-sql.ts'

/**
 * Reads of one partner that arrived together, in one statement whose plan is kept. Each is asked by itself: scope, the
 * release in force at this moment, the signature; and each leaves its own line of the trail in the same transaction.
 *
 * $1 token hash, $2 real time, $3 the practice's time; then one array element a read: $4 types, $5 ids, $6 versions (null
 * for the resource as it is), $7 ids of the lines of the trail, $8 request ids, $9 addresses.
 *
 * Every clinical table is reached inside a lateral join that needs the practice of `caller` and so runs after it has set
 * it; run earlier, row-level security would show nothing.
 */
export const readStatement = `
with caller as materialized (${callerNeeding("'{}'")}),
read as materialized (
  select caller.practice_id, caller.partner_id, caller.name, caller.purpose, asked.*,
         resource.patient_id, resource.version, resource.last_updated, resource.text, rel.id as release_id,
         resource.version is not null and (resource.patient_id is null or (resource.visible and rel.id is not null)) as opens,
         asked.type || '.r' = any (caller.grants) or '*.r' = any (caller.grants) as in_scope
  from caller
  cross join unnest((select $4::text[]), $5::text[], $6::integer[], $7::uuid[], $8::text[], $9::text[]) with ordinality
    as asked (type, id, wanted, line, request_id, address, place)
  left join lateral (
    select r.type, r.patient_id, r.version, r.last_updated, r.visible, r.labels, r.text from clinic.fhir_resource r
    where r.practice_id = caller.practice_id and r.type = asked.type and r.id = asked.id
      and (asked.wanted is null or r.version = asked.wanted)
    union all
    select v.type, v.patient_id, v.version, v.last_updated, v.visible, v.labels, v.text
    from clinic.fhir_resource_version v
    where v.practice_id = caller.practice_id and v.type = asked.type and v.id = asked.id and v.version = asked.wanted
    limit 1
  ) resource on true
  left join lateral (${releaseInForce('resource')}) rel on true
), trail as (
  insert into clinic.audit_event (practice_id, id, at, actor_kind, actor_id, actor_name, act, patient_id, subject_type,
      subject_id, outcome, purpose, request_id, network_address, release_id, resource_count)
    select practice_id, line, $3::timestamptz, 'partner', partner_id, name, 'fhir.read', patient_id, type, id,
      case when opens then 'done' else 'refused' end, purpose, request_id, address,
      case when opens then release_id end, case when opens then 1 end
    from read where in_scope and patient_id is not null
)
select case
    when not in_scope then 'scope'
    when not opens then 'not-found'
    when text = '' then 'gone'
    else 'ok'
  end as outcome,
  version, (extract(epoch from last_updated) * 1000)::float8 as last_updated_ms,
  case when in_scope and opens then text end as text, practice_id
from read order by place`
