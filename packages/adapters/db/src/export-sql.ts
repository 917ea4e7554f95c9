import { allowedLabels, callerNeeding } from './fhir-caller-sql.ts'

/** Types that belong to no patient: any registered partner may read them. */
const practiceTypes: readonly string[] = ['Practitioner', 'Organization', 'Location']

/** So many resources are read in one statement of a file; between two of them a withdrawal takes effect. */
const resourcesPerChunk = 5000

/**
 * All statements here begin alike: $1 token hash, $2 real time, $3 the practice's time, $4 the job's id, $5 the type.
 * `job` is there only for the partner whose it is, while it is neither cancelled nor expired.
 */
const job = (state: string) => `
with caller as materialized (${callerNeeding("array[$5::text || '.r']")}),
job as materialized (
  select job.* from caller cross join lateral (
    select e.transaction_time, e.since, e.types from clinic.bulk_export e
    where e.practice_id = caller.practice_id and e.id = $4::uuid and e.partner_id = caller.partner_id
      and ${state} and e.expires_at > $2::timestamptz and $5::text = any (e.types)
    limit 1
  ) job
), granted as materialized (
  select rel.* from caller cross join lateral (
    select release.id, release.patient_id, ${allowedLabels('release')} as labels,
           greatest(release.told_at, release.valid_from) as opened_at, release.recorded_at
    from clinic.release_of_information release
    where release.practice_id = caller.practice_id and release.partner_id = caller.partner_id
      and release.purpose = caller.purpose and release.withdrawn_at is null
      and release.valid_from <= $3::timestamptz and release.valid_until > $3::timestamptz and $5::text = any (release.types)
    offset 0
  ) rel
)`

const isFound = `e.state = 'ready'`
const isNotCancelled = `e.state <> 'cancelled'`

/**
 * Resources of the type as they were at the job's moment: as they are, and what changed since out of its versions. `within`
 * narrows both to a range of ids. `is true` keeps the planner from walking the whole type by its times, of which nearly all
 * are before the job's moment; a span of times with an end, however late, is what it takes for few, as those after it are.
 */
function asOfJob(within: string): string {
  const isOfType = `r.practice_id = caller.practice_id and r.type = $5::text ${within}`
  return `
      select r.patient_id, r.version, r.last_updated, r.labels, r.text,
        (job.since is null or r.last_updated >= job.since) as is_news
      from clinic.fhir_resource r
      where ${isOfType} and (r.last_updated < job.transaction_time) is true and r.visible and not r.deleted
      union all
      select r.patient_id, old.version, old.last_updated, old.labels, old.text,
        (job.since is null or old.last_updated >= job.since)
      from clinic.fhir_resource r
      cross join lateral (
        select v.version, v.last_updated, v.visible, v.deleted, v.labels, v.text from clinic.fhir_resource_version v
        where v.practice_id = r.practice_id and v.type = r.type and v.id = r.id and v.last_updated < job.transaction_time
        order by v.version desc limit 1
      ) old
      where ${isOfType} and r.last_updated >= job.transaction_time and r.last_updated < 'infinity' and old.visible and not old.deleted`
}

/** Whether `row` is told: news of the practice itself, or what a release opens, old as it may be where the release is news. */
function isTold(type: string, row: string): string {
  if (practiceTypes.includes(type)) return `${row}.is_news`
  return `exists (select from granted where granted.patient_id = ${row}.patient_id and ${row}.labels <@ granted.labels
        and (${row}.is_news or granted.opened_at >= job.since))`
}

/** How many resources of each patient are told. Those that carry the same labels are judged together. */
function toldOf(type: string): string {
  return `
    with alike as materialized (
      select r.patient_id, r.labels, r.is_news, count(*) as count from (${asOfJob('')}) r group by 1, 2, 3
    )
    select alike.patient_id, sum(alike.count)::integer as told from alike where ${isTold(type, 'alike')} group by 1`
}

/** How many resources of the type the job will tell, under the releases of this moment. */
export function countStatement(type: string): string {
  return `${job(isNotCancelled)}
select caller.outcome, found.count
from caller cross join job cross join lateral (
  select coalesce(sum(told.told), 0)::float8 as count from (${toldOf(type)}) told
) found`
}

/**
 * What begins a file: a line of the trail, and of the accounting of disclosures, for each patient in it. $6 the line of a
 * file without a patient, $7 request id, $8 address. Answers a row when there is such a file.
 */
export function accountStatement(type: string): string {
  return `${job(isFound)},
told as materialized (
  select told.* from caller cross join job cross join lateral (
    select * from (${toldOf(type)}) told offset 0
  ) told
), trail as (
  insert into clinic.audit_event (practice_id, id, at, actor_kind, actor_id, actor_name, act, patient_id, subject_type,
      subject_id, outcome, purpose, request_id, network_address, release_id, resource_count)
    select caller.practice_id, case when row_number() over () = 1 then $6::uuid else gen_random_uuid() end, $3::timestamptz,
      'partner', caller.partner_id, caller.name, 'fhir.export', told.patient_id, $5::text, null, 'done', caller.purpose,
      $7::text, $8::text, rel.id, coalesce(told.told, 0)
    from caller cross join job left join told on true
    left join lateral (
      select granted.id from granted where granted.patient_id = told.patient_id order by granted.recorded_at limit 1
    ) rel on true
)
select caller.outcome, job.transaction_time is not null as is_there from caller left join job on true`
}

/**
 * A piece of a file: version, time and stored text of those told of the next resources after id $6; none may be. The row
 * without a version comes by itself while the partner may have the file, and its text is the id after which the next piece
 * goes on, null after the last.
 */
export function chunkStatement(type: string): string {
  // `~` comes after every id. Cutting the piece by its last id first leaves the planner nothing to sort the whole file for;
  // under row-level security the bound must be a plain value to be looked up in the index.
  const within = `and r.id > $6::text collate "C" and r.id <= (select upto from edge)`
  return `${job(isFound)},
edge as materialized (
  select min(edge.id) as last_id, coalesce(min(edge.id), '~') collate "C" as upto from caller cross join job cross join lateral (
    select r.id from clinic.fhir_resource r
    where r.practice_id = caller.practice_id and r.type = $5::text and r.id > $6::text collate "C"
    order by r.id offset ${resourcesPerChunk - 1} limit 1
  ) edge
)
select null::integer as version, null::timestamptz as last_updated, edge.last_id as text
from caller cross join job cross join edge
union all
select piece.version, piece.last_updated, piece.text
from caller cross join job cross join lateral (
  select r.version, r.last_updated, r.text from (${asOfJob(within)}) r where ${isTold(type, 'r')}
) piece`
}

/**
 * What this partner may hold and should forget: resources that were removed since, and those of patients whose release
 * ended since and whom no other release opens. One line for each thousand: a bundle of deletions.
 */
export const deletedStatement = `${job(isNotCancelled)},
ended as materialized (
  select rel.* from caller cross join job cross join lateral (
    select release.patient_id, release.types, ${allowedLabels('release')} as labels
    from clinic.release_of_information release
    where release.practice_id = caller.practice_id and release.partner_id = caller.partner_id
      and (release.withdrawal_told_at >= job.since
        or (release.withdrawn_at is null and release.valid_until between job.since and $3::timestamptz))
    offset 0
  ) rel
), every as materialized (
  select rel.* from caller cross join lateral (
    select release.patient_id, release.types, ${allowedLabels('release')} as labels
    from clinic.release_of_information release
    where release.practice_id = caller.practice_id and release.partner_id = caller.partner_id
      and release.purpose = caller.purpose and release.withdrawn_at is null
      and release.valid_from <= $3::timestamptz and release.valid_until > $3::timestamptz
    offset 0
  ) rel
), gone as (
  select distinct found.type, found.id from caller cross join job cross join lateral (
    select r.type, r.id from clinic.fhir_resource r
    where r.practice_id = caller.practice_id and r.type = any (job.types) and r.visible and r.deleted
      and r.last_updated >= job.since and r.last_updated < job.transaction_time
      and (r.patient_id is null or exists (select from every where every.patient_id = r.patient_id and r.type = any (every.types)))
    union all
    select r.type, r.id from ended
    join clinic.fhir_resource r on r.practice_id = caller.practice_id and r.type = any (ended.types)
      and r.patient_id = ended.patient_id and r.labels <@ ended.labels
    where r.type = any (job.types) and r.visible and not exists (
      select from every where every.patient_id = r.patient_id and r.type = any (every.types) and r.labels <@ every.labels)
    offset 0
  ) found
), numbered as (select type, id, (row_number() over (order by type, id) - 1) / 1000 as part from gone)
select '{"resourceType":"Bundle","type":"transaction","entry":['
    || string_agg('{"request":{"method":"DELETE","url":"' || type || '/' || id || '"}}', ',' order by type, id) || ']}' as line,
  count(*)::integer as count
from numbered group by part order by part`

/** Whose releases make up the partner's group at this moment, and a line of the trail for each. $4 line, $5 request, $6 address, $7 right. */
export const cohortStatement = `
with caller as materialized (${callerNeeding('array[$7::text]')}),
member as materialized (
  select rel.* from caller cross join lateral (
    select distinct on (release.patient_id) release.patient_id, release.id, release.recorded_at
    from clinic.release_of_information release
    where release.practice_id = caller.practice_id and release.partner_id = caller.partner_id
      and release.purpose = caller.purpose and release.withdrawn_at is null
      and release.valid_from <= $3::timestamptz and release.valid_until > $3::timestamptz
    order by release.patient_id, release.recorded_at
  ) rel
), trail as (
  insert into clinic.audit_event (practice_id, id, at, actor_kind, actor_id, actor_name, act, patient_id, subject_type,
      subject_id, outcome, purpose, request_id, network_address, release_id, resource_count)
    select caller.practice_id, case when row_number() over () = 1 then $4::uuid else gen_random_uuid() end, $3::timestamptz,
      'partner', caller.partner_id, caller.name, 'fhir.read', member.patient_id, 'Group', caller.partner_id::text, 'done',
      caller.purpose, $5::text, $6::text, member.id, case when member.id is not null then 1 end
    from caller left join member on true where caller.practice_id is not null
)
select caller.outcome, caller.partner_id, caller.name, array(select patient_id::text from member order by 1) as members
from caller`
