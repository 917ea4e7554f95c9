import { callerNeeding } from './fhir-caller-sql.ts'
import { type KeptPlan, keptPlan } from './kept-plans.ts'

/** A statement made of this house's own words, and the values of the request, which reach it as data alone (S14). */
export interface PageStatement {
  readonly plan: KeptPlan
  /** One for each column of `asked` after the first three. */
  readonly args: readonly string[]
}

/** Values of a request, each a column of its row in `asked`, where it becomes its type once and not for every row it meets. */
export class Args {
  readonly values: string[] = []
  readonly types: ArgType[] = []

  text(value: string | number): string {
    return this.add(String(value), 'text')
  }

  uuid(value: string): string {
    return this.add(value, 'uuid')
  }

  list(values: readonly string[], type: 'text' | 'uuid'): string {
    const literal = values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`)
    return this.add(`{${literal.join(',')}}`, `${type}[]`)
  }

  private add(value: string, type: ArgType): string {
    this.values.push(value)
    this.types.push(type)
    return `asked.a${this.values.length}`
  }
}

type ArgType = 'text' | 'uuid' | 'text[]' | 'uuid[]'

interface Page {
  readonly act: 'fhir.search' | 'fhir.history'
  readonly type: string
  readonly count: number
  /** The page comes in the order of its places, and nothing has to be sorted with its texts once more. */
  readonly isOrdered: boolean
  /** Every row of the page is a match of `type`, so what is said of each row alike can stand in the statement. */
  readonly isOneType: boolean
  readonly args: Args
}

/**
 * Pages of one shape that one partner asked for together, between the caller and the trail they leave: for each page a
 * line for each patient, release and type that was told, or one that nothing was. $1 token hash, $2 real time, $3 the
 * practice's time, $4 rights needed, $5 the address of the FHIR base with its slash; then one array element a page: $6
 * ids of the lines of the trail, $7 request ids, $8 addresses, and from $9 on what was asked.
 *
 * Every clinical table is reached inside the lateral aggregate, which needs the practice of `caller` and so runs after it
 * has set it; run earlier, row-level security would show nothing. What was found comes as one text, the entries of the
 * bundle in order: stored text passes through.
 */
export function pageOf(page: string, told: Page): PageStatement {
  // What differs between two shapes stands in the page itself, or here.
  const shape = `${told.act} ${told.type} ${told.count} ${page}`
  return { plan: keptPlan(shape, () => framed(page, told)), args: told.args.values }
}

function framed(page: string, { act, type, count, args, isOrdered, isOneType }: Page): string {
  const names = args.values.map((_value, at) => `a${at + 1}`)
  const columns = ['line', 'request_id', 'address', ...names, 'page'].join(', ')
  const typed = [
    'line',
    'request_id',
    'address',
    ...names.map((name, at) => `${name}::${args.types[at]} as ${name}`),
    'page',
  ]
  const arrays = ['$6::uuid[]', '$7::text[]', '$8::text[]', ...names.map((_name, at) => `$${at + 9}::text[]`)]
  // Asked of each row eleven times: where there is nothing but matches, a number tells.
  const isMatch = isOneType ? `place <= ${Number(count)}` : `mode = 'match'`
  const isTold = isOneType ? isMatch : `mode in ('match', 'include')`
  const isLast = isOneType ? `place = ${Number(count)}` : `mode = 'match' and place = ${Number(count)}`
  const isMore = isOneType ? `place > ${Number(count)}` : `mode = 'more'`
  const entry = isOneType ? matchOf(word(type)) : entryOf[act]
  return `
with caller as materialized (${callerNeeding('$4::text[]')}),
asked as materialized (
  select ${typed.join(', ')} from unnest(${arrays.join(', ')}) with ordinality as given (${columns})),
found as materialized (
  select asked.page, told.*
  from caller cross join asked cross join lateral (
    select string_agg(${entry}, ',' ${isOrdered ? '' : 'order by place'}) filter (where ${isTold}) as entries,
           array_agg(patient_id) filter (where ${isTold}) as patients,
           array_agg(release_id) filter (where ${isTold}) as releases,
           array_agg(type) filter (where ${isTold}) as types, array_agg(id) filter (where ${isTold}) as ids,
           count(*) filter (where ${isMatch})::integer as matches, coalesce(bool_or(${isMore}), false) as has_more,
           max(total)::float8 as total,
           max(case when isfinite(at) then to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') else at::text end)
             filter (where ${isLast}) as last_at,
           max(${httpTime}) filter (where ${isLast}) as last_updated, max(id) filter (where ${isLast}) as last_id
    from (${page}) page
  ) told
), told as (
  select found.page, one.patient_id, one.release_id, one.type, array_agg(one.id) as ids, count(*)::integer as told
  from found cross join unnest(found.patients, found.releases, found.types, found.ids)
    as one (patient_id, release_id, type, id)
  where one.patient_id is not null
  group by found.page, one.patient_id, one.release_id, one.type
), trail as (
  insert into clinic.audit_event (practice_id, id, at, actor_kind, actor_id, actor_name, act, patient_id, subject_type,
      subject_id, outcome, purpose, request_id, network_address, release_id, resource_ids, resource_count)
    select caller.practice_id,
      case when row_number() over (partition by asked.page) = 1 then asked.line else gen_random_uuid() end, $3::timestamptz,
      'partner', caller.partner_id, caller.name, '${act}', told.patient_id, coalesce(told.type, '${word(type)}'),
      case when told.told = 1 then told.ids[1] end, 'done', caller.purpose, asked.request_id, asked.address,
      told.release_id, case when told.told between 2 and 40 then told.ids end, coalesce(told.told, 0)
    -- Not from what was found: the pages' texts would be copied once more.
    from caller cross join asked left join told on told.page = asked.page where caller.practice_id is not null
)
select caller.outcome, found.page::integer, found.entries, found.matches, found.has_more, found.total, found.last_at,
       found.last_updated, found.last_id
from caller cross join found`
}

const httpTime = `to_char(last_updated at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/**
 * The stored text with version and last-updated in its `meta`, which stands third and is never empty (domain/fhir/write).
 * Its beginning is made anew and as many characters are left off there. `right` counts only those where `substr` counts
 * all, and `||` costs a sixth of `concat`.
 */
const resourceText = `'{"resourceType":"' || type || '","id":"' || id || '","meta":{"versionId":"' || version || '","lastUpdated":"'
    || ${httpTime} || '",' || right(text, -(${'{"resourceType":"","id":"","meta":{'.length} + octet_length(type) + octet_length(id)))`

/** The same for a page of matches of one type: the short pieces are joined first, so that the long text is copied twice and not four times. */
function matchOf(type: string): string {
  const begun = `{"resourceType":"${type}","id":"","meta":{`
  return `'{"fullUrl":"' || $5::text || '${type}/' || id || '","resource":{"resourceType":"${type}","id":"' || id
    || '","meta":{"versionId":"' || version || '","lastUpdated":"' || ${httpTime} || '",'
    || (right(text, -(${begun.length} + octet_length(id))) || ',"search":{"mode":"match"}}')`
}

/** Types and ids hold nothing that JSON would escape. */
const entryOf: { readonly [Act in Page['act']]: string } = {
  'fhir.search': `'{"fullUrl":"' || $5::text || type || '/' || id || '","resource":' || ${resourceText}
    || ',"search":{"mode":"' || mode || '"}}'`,
  'fhir.history': `'{"fullUrl":"' || $5::text || type || '/' || id || '","request":{"method":"'
    || case when deleted then 'DELETE' when version = 1 then 'POST' else 'PUT' end || '","url":"'
    || case when version = 1 and not deleted then type else type || '/' || id end || '"},"response":{"status":"'
    || case when deleted then '204' when version = 1 then '201' else '200' end || '","etag":"W/\\"' || version
    || '\\"","lastModified":"' || ${httpTime} || '"}'
    || case when text <> '' then ',"resource":' || ${resourceText} else '' end || '}'`,
}

/** Types and parameters come from the door's own tables; this says so where they become part of a statement. */
export function word(name: string): string {
  if (!/^[A-Za-z_-]{1,64}$/.test(name)) throw new Error(`Not a word of the door's tables: ${name.slice(0, 80)}`)
  return name
}
