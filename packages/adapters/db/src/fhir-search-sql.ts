import { allowedLabels, releaseInForce } from './fhir-caller-sql.ts'
import { Args, type PageStatement, pageOf, word } from './fhir-page-sql.ts'
import type { CodeTest, DateTest, SearchFilter, SearchInclude, SearchPlan, SearchSort } from './fhir-search-plan.ts'

/**
 * The statement of a search. Every piece of text in it stands in these files or in the door's table of types and
 * parameters; whatever came with the request is an argument (S14), so that one shape of search is one statement, whose
 * plan the connection keeps. Conditions are equality, `any` and ranges of text COLLATE "C", uuid and time, which are
 * leakproof and so reach the indexes under row-level security.
 */
export function searchStatement(plan: SearchPlan): PageStatement {
  const args = new Args()
  const source = sourceOf(plan, args)
  const where = conditions(plan, args)
  const parts = [
    ...(plan.count === 0 ? [] : [matches(plan, source, where, args)]),
    ...(plan.withTotal || plan.count === 0 ? [total(source, where)] : []),
  ]
  const page = `${source.granted}select * from (${parts.join('\nunion all\n')}) found`
  const isOneType = plan.count > 0 && parts.length === 1 && !isIncluding(plan)
  return pageOf(page, {
    act: 'fhir.search',
    type: plan.type,
    count: plan.count,
    isOrdered: isOneType,
    isOneType,
    args,
  })
}

/** All versions of one resource that its partner may see, newest first; a deletion is a version without text. */
export function historyStatement(type: string, id: string): PageStatement {
  const args = new Args()
  const [typeArg, idArg] = [args.text(type), args.text(id)]
  const from = (table: string) =>
    `select type, id, patient_id, version, last_updated, visible, deleted, labels, text from ${table}
       where practice_id = caller.practice_id and type = ${typeArg} and id = ${idArg}`
  const page = `
    select 'match' as mode, r.type, r.id, r.patient_id, rel.id as release_id, r.version, r.last_updated, r.deleted,
           null::timestamptz as at, r.text, null::bigint as total, row_number() over (order by r.version desc) as place
    from (${from('clinic.fhir_resource')} union all ${from('clinic.fhir_resource_version')}) r
    left join lateral (${releaseInForce('r')}) rel on true
    where r.visible and ${released}
    order by r.version desc limit 1000`
  return pageOf(page, { act: 'fhir.history', type, count: 1000, isOrdered: true, isOneType: false, args })
}

interface Source {
  /** The releases in force of the patients asked for, found once instead of for every row; empty for any patient. */
  readonly granted: string
  readonly rows: string
}

/** Rows of the type, each with the release that opens it to this partner at this moment. */
function sourceOf({ patientIds, type }: SearchPlan, args: Args): Source {
  if (patientIds === null) {
    const consent = `left join lateral (${releaseInForce('r')}) rel on true`
    return { granted: '', rows: `clinic.fhir_resource r ${consent}` }
  }
  return {
    granted: `with granted as materialized (
      select release.id, release.patient_id, ${allowedLabels('release')} as labels
      from clinic.release_of_information release
      where release.practice_id = caller.practice_id and release.patient_id = any (${args.list(patientIds, 'uuid')})
        and release.partner_id = caller.partner_id and release.purpose = caller.purpose and release.withdrawn_at is null
        and release.valid_from <= $3::timestamptz and release.valid_until > $3::timestamptz
        and '${word(type)}' = any (release.types)
      order by release.recorded_at)\n`,
    rows: `clinic.fhir_resource r cross join lateral (
        select granted.id from granted where granted.patient_id = r.patient_id and r.labels <@ granted.labels limit 1) rel`,
  }
}

const released = '(r.patient_id is null or rel.id is not null)'

const columns = `r.type, r.id, r.patient_id, rel.id as release_id, r.version, r.last_updated, r.deleted`

function conditions(plan: SearchPlan, args: Args): string {
  return [
    'r.practice_id = caller.practice_id',
    `r.type = '${word(plan.type)}'`,
    'r.visible and not r.deleted',
    ...(plan.patientIds === null ? [released] : [oneOf('r.patient_id', plan.patientIds, args, 'uuid')]),
    ...(plan.ids === null ? [] : [oneOf('r.id', plan.ids, args)]),
    ...plan.filters.map((filter) => condition(filter, plan, args)),
    ...plan.lastUpdated.map((test) => dateCondition(test, 'r.last_updated', 'r.last_updated', args)),
  ].join('\n      and ')
}

/** One value by itself lets the index give the order of the page, which a list does not. */
function oneOf(column: string, values: readonly string[], args: Args, type: 'text' | 'uuid' = 'text'): string {
  const [only, ...more] = values
  if (only === undefined) return 'false'
  if (more.length > 0) return `${column} = any (${args.list(values, type)})`
  return `${column} = ${type === 'uuid' ? args.uuid(only) : args.text(only)}`
}

function condition(filter: SearchFilter, plan: SearchPlan, args: Args): string {
  if (filter.any.length === 0) return 'false'
  const found = plan.patientIds === null ? foundBy : foundOfPatient
  const { type } = plan
  switch (filter.kind) {
    case 'code':
      return (
        (plan.patientIds === null ? null : tokenCondition(filter.param, filter.any, args)) ??
        found(type, filter.param, codesCondition(filter.any, args))
      )
    case 'string':
      return found(
        type,
        filter.param,
        anyOf(filter.any, (text) => prefixCondition(text, args)),
      )
    case 'date': {
      if (filter.param === null) {
        const main = anyOf(filter.any, (test) => dateCondition(test, 'r.at', 'r.at_until', args))
        return `(r.at > '-infinity' and ${main})`
      }
      const tests = anyOf(filter.any, (test) => dateCondition(test, 's.date_from', 's.date_to', args))
      return found(type, filter.param, tests)
    }
  }
}

function searchRow(type: string, param: string, test: string): string {
  return `from clinic.fhir_search s where s.practice_id = caller.practice_id and s.type = '${word(type)}'
        and s.id = r.id and s.param = '${word(param)}' and ${test}`
}

/** The plan may begin with what is looked for. */
function foundBy(type: string, param: string, test: string): string {
  return `exists (select ${searchRow(type, param, test)})`
}

/**
 * The plan begins with the patient and asks this of each row, whatever it guesses about a value it does not know: a kept
 * plan that began with `category=vital-signs` would read those of the whole practice.
 */
function foundOfPatient(type: string, param: string, test: string): string {
  return `coalesce((select true ${searchRow(type, param, test)} limit 1), false)`
}

function anyOf<T>(tests: readonly T[], conditionOf: (test: T) => string): string {
  return `(${tests.map(conditionOf).join(' or ')})`
}

/** The codes in the resource's own row: `category=vital-signs`, `category=SYSTEM|vital-signs`. Null when any code of a system will do. */
function tokenCondition(param: string, any: readonly CodeTest[], args: Args): string | null {
  const tokens = any.flatMap(({ system, code }) =>
    code === null ? [] : [`${word(param)}=${system === null ? '' : `${system}|`}${code}`],
  )
  return tokens.length === any.length ? `r.tokens && ${args.list(tokens, 'text')}` : null
}

/** Codes without a system, of whatever number, are one shape of statement. */
function codesCondition(any: readonly CodeTest[], args: Args): string {
  const codes = any.flatMap(({ system, code }) => (system === null && code !== null ? [code] : []))
  if (codes.length > 1 && codes.length === any.length) return `s.code = any (${args.list(codes, 'text')})`
  return anyOf(any, (test) => codeCondition(test, args))
}

function codeCondition({ system, code }: CodeTest, args: Args): string {
  const parts = [
    ...(code === null ? ['s.code is not null'] : [`s.code = ${args.text(code)}`]),
    ...(system === null ? [] : [`s.system = ${args.text(system)}`]),
  ]
  return `(${parts.join(' and ')})`
}

/** Prefix without LIKE, which row-level security keeps from the index: up to the highest character there is. */
function prefixCondition(text: string, args: Args): string {
  return `(s.string >= ${args.text(text)} and s.string < ${args.text(`${text}\u{10FFFF}`)})`
}

function dateCondition({ op, from, to, zoned }: DateTest, start: string, end: string, args: Args): string {
  const moment = (text: string) =>
    zoned ? `${args.text(text)}::timestamptz` : `(${args.text(text)}::timestamp at time zone caller.zone)`
  const within = () => `${start} >= ${moment(from)} and ${end} <= ${moment(to)}`
  switch (op) {
    case 'eq':
      return `(${within()})`
    case 'ne':
      return `not (${within()})`
    case 'gt':
      return `${end} > ${moment(to)}`
    case 'lt':
      return `${start} < ${moment(from)}`
    case 'ge':
      return `(${end} > ${moment(to)} or ${within()})`
    case 'le':
      return `(${start} < ${moment(from)} or ${within()})`
    case 'sa':
      return `${start} >= ${moment(to)}`
    case 'eb':
      return `${end} <= ${moment(from)}`
  }
}

function matches(plan: SearchPlan, source: Source, where: string, args: Args): string {
  const { sort, after } = plan
  const count = Number(plan.count)
  const cursor = after === null ? '' : `and ${afterCondition(sort, after, args)}`
  const order = orderOf(sort)
  // One row more than the page holds says that there is a next one; nothing of it is told, so nothing is disclosed.
  const page = `
    select case when r.place <= ${count} then 'match' else 'more' end as mode, r.type, r.id, r.patient_id, r.release_id,
           r.version, r.last_updated, r.deleted, r.at, r.text, null::bigint as total, r.place
    from (select ${columns}, r.at, r.text, row_number() over (order by ${order}) as place
      from ${source.rows}
      where ${where} ${cursor}
      order by ${order} limit ${count + 1}) r`
  const wanted = included(plan, args)
  if (wanted.length === 0) return `(${page})`
  return `(with page as materialized (${page}),
    matched as materialized (select type || '/' || id as address from page where mode = 'match'),
    wanted as (select distinct each.type, each.id from (${wanted.join('\n union all ')}) each)
    select * from page
    union all
    select 'include', ${columns}, r.at, r.text, null::bigint, ${count + 1} + row_number() over ()
    from wanted join clinic.fhir_resource r
      on r.practice_id = caller.practice_id and r.type = wanted.type and r.id = wanted.id
    left join lateral (${releaseInForce('r')}) rel on true
    where r.visible and not r.deleted and ${released}
      -- A reference may point at types that no parameter named, such as the target of a Provenance.
      and (r.type || '.r' = any (caller.grants) or '*.r' = any (caller.grants)))`
}

function isIncluding({ includes, withProvenance }: SearchPlan): boolean {
  return includes.length > 0 || withProvenance
}

/** The address is put together beforehand: a condition that joins texts is not leakproof and reaches no index. */
function included(plan: SearchPlan, args: Args): string[] {
  const provenance = plan.withProvenance
    ? [
        `select s.type, s.id from matched join clinic.fhir_search s on s.practice_id = caller.practice_id and s.type = 'Provenance'
           and s.param = 'target' and s.code = matched.address`,
      ]
    : []
  return [...plan.includes.map((include) => includedBy(include, args)), ...provenance]
}

function includedBy({ param, target }: SearchInclude, args: Args): string {
  if (param === null) {
    return `select 'Patient' as type, page.patient_id::text as id from page where page.mode = 'match'`
  }
  const narrowed = target === null ? '' : `and split_part(s.code, '/', 1) = ${args.text(target)}`
  return `select split_part(s.code, '/', 1) as type, split_part(s.code, '/', 2) as id
     from page join clinic.fhir_search s on s.practice_id = caller.practice_id and s.type = page.type and s.id = page.id
       and s.param = '${word(param)}' ${narrowed} where page.mode = 'match'`
}

function total(source: Source, where: string): string {
  return `(select 'total' as mode, null as type, null as id, null::uuid as patient_id, null::uuid as release_id,
           null::integer as version, null::timestamptz as last_updated, null::boolean as deleted, null::timestamptz as at,
           null as text, count(*) as total, 0 as place
    from ${source.rows}
    where ${where})`
}

/** Two columns at most, the id last, so that the order is total and a page never repeats or skips a resource. */
function orderOf({ by, descending }: SearchSort): string {
  const direction = descending ? 'desc' : 'asc'
  switch (by) {
    case 'at':
      return `r.at ${direction}, r.id ${direction}`
    case 'last_updated':
      return `r.last_updated ${direction}, r.id ${direction}`
    case 'id':
      return `r.id ${direction}`
  }
}

function afterCondition({ by, descending }: SearchSort, after: { value: string; id: string }, args: Args): string {
  const beyond = descending ? '<' : '>'
  switch (by) {
    case 'at':
      return `(r.at, r.id) ${beyond} (${args.text(after.value)}::timestamptz, ${args.text(after.id)})`
    case 'last_updated':
      return `(r.last_updated, r.id) ${beyond} (${args.text(after.value)}::timestamptz, ${args.text(after.id)})`
    case 'id':
      return `r.id ${beyond} ${args.text(after.id)}`
  }
}
