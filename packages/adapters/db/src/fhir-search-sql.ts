import type { PageStatement } from './fhir-door-store.ts'
import type { CodeTest, DateTest, SearchFilter, SearchInclude, SearchPlan, SearchSort } from './fhir-search-plan.ts'

/**
 * The statement of a search for `clinic.fhir_page`. Every piece of text in it stands in this file; whatever came with
 * the request is an argument (S14). Conditions are equality, `in` and ranges of text COLLATE "C", uuid and time, which
 * are leakproof and so reach the indexes under row-level security.
 */
export function searchStatement(plan: SearchPlan): PageStatement {
  const args = new Args()
  const where = conditions(plan, args)
  const parts = [
    ...(plan.count === 0 ? [] : [matches(plan, where, args)]),
    ...(plan.withTotal || plan.count === 0 ? [total(where)] : []),
  ]
  return { sql: parts.join('\nunion all\n'), args: args.values }
}

/** All versions of one resource that its partner may see, newest first; a deletion is a version without text. */
export function historyStatement(type: string, id: string): PageStatement {
  const args = new Args()
  const [typeArg, idArg] = [args.text(type), args.text(id)]
  const from = (table: string) =>
    `select type, id, patient_id, version, last_updated, visible, deleted, labels, text from ${table}
     where practice_id = $2 and type = ${typeArg} and id = ${idArg}`
  const sql = `
    select 'match' as mode, r.type, r.id, r.patient_id, rel.id as release_id, r.version, r.last_updated, r.deleted,
           null::timestamptz as at, r.text, null::bigint as total
    from (${from('clinic.fhir_resource')} union all ${from('clinic.fhir_resource_version')}) r
    ${consent}
    where r.visible and ${released}
    order by r.version desc limit 1000`
  return { sql, args: args.values }
}

/** Values of the request, each reached by its place in the one jsonb argument. */
class Args {
  readonly values: (string | number | null)[] = []

  text(value: string | number): string {
    this.values.push(value)
    return `($1 ->> ${this.values.length - 1})`
  }

  texts(values: readonly string[], cast = ''): string {
    return values.map((value) => `${this.text(value)}${cast}`).join(', ')
  }
}

/** The release that opens `r` to this partner at this moment: asked for every row, in the statement itself. */
const consent = `left join lateral (
      select release.id from clinic.release_of_information release
      where release.practice_id = $2 and release.patient_id = r.patient_id and release.partner_id = $3
        and release.purpose = $4 and release.withdrawn_at is null
        and release.valid_from <= $5 and release.valid_until > $5
        and r.type = any (release.types) and r.labels <@ (release.sensitive || array['N', 'R'])
      order by release.recorded_at limit 1
    ) rel on true`
const released = '(r.patient_id is null or rel.id is not null)'

const columns = `r.type, r.id, r.patient_id, rel.id as release_id, r.version, r.last_updated, r.deleted`

function conditions(plan: SearchPlan, args: Args): string {
  return [
    'r.practice_id = $2',
    `r.type = ${args.text(plan.type)}`,
    'r.visible and not r.deleted',
    released,
    ...(plan.patientIds === null ? [] : [oneOf('r.patient_id', plan.patientIds, args, '::uuid')]),
    ...(plan.ids === null ? [] : [oneOf('r.id', plan.ids, args)]),
    ...plan.filters.map((filter) => condition(filter, plan.type, args)),
    ...plan.lastUpdated.map((test) => dateCondition(test, 'r.last_updated', 'r.last_updated', args)),
  ].join('\n      and ')
}

function oneOf(column: string, values: readonly string[], args: Args, cast = ''): string {
  return values.length === 0 ? 'false' : `${column} in (${args.texts(values, cast)})`
}

function condition(filter: SearchFilter, type: string, args: Args): string {
  if (filter.any.length === 0) return 'false'
  switch (filter.kind) {
    case 'code':
      return found(
        type,
        filter.param,
        anyOf(filter.any, (test) => codeCondition(test, args)),
        args,
      )
    case 'string':
      return found(
        type,
        filter.param,
        anyOf(filter.any, (text) => prefixCondition(text, args)),
        args,
      )
    case 'date': {
      if (filter.param === null) {
        const main = anyOf(filter.any, (test) => dateCondition(test, 'r.at', 'r.at_until', args))
        return `(r.at > '-infinity' and ${main})`
      }
      const tests = anyOf(filter.any, (test) => dateCondition(test, 's.date_from', 's.date_to', args))
      return found(type, filter.param, tests, args)
    }
  }
}

function found(type: string, param: string, test: string, args: Args): string {
  return `exists (select 1 from clinic.fhir_search s where s.practice_id = $2 and s.type = ${args.text(type)}
        and s.id = r.id and s.param = ${args.text(param)} and ${test})`
}

function anyOf<T>(tests: readonly T[], conditionOf: (test: T) => string): string {
  return `(${tests.map(conditionOf).join(' or ')})`
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
    zoned ? `${args.text(text)}::timestamptz` : `(${args.text(text)}::timestamp at time zone $6)`
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

function matches(plan: SearchPlan, where: string, args: Args): string {
  const { sort, after, count } = plan
  const cursor = after === null ? '' : `and ${afterCondition(sort, after, args)}`
  const order = orderOf(sort)
  const found = `
    select ${columns}, r.at, r.text
    from clinic.fhir_resource r ${consent}
    where ${where} ${cursor}
    order by ${order} limit ${Number(count) + 1}`
  // One row more than the page holds says that there is a next one; nothing of it is told, so nothing is disclosed.
  const page = `
    select case when r.place <= ${Number(count)} then 'match' else 'more' end as mode, r.type, r.id,
           case when r.place <= ${Number(count)} then r.patient_id end as patient_id, r.release_id,
           r.version, r.last_updated, r.deleted, r.at, case when r.place <= ${Number(count)} then r.text end as text,
           null::bigint as total
    from (select r.*, row_number() over (order by ${order}) as place from (${found}) r) r`
  const wanted = included(plan, args)
  if (wanted.length === 0) return `(${page} order by r.place)`
  return `(with page as materialized (${page} order by r.place),
    matched as materialized (select type || '/' || id as address from page where mode = 'match'),
    wanted as (select distinct each.type, each.id from (${wanted.join('\n union all ')}) each)
    select * from page
    union all
    select 'include', ${columns}, r.at, r.text, null::bigint
    from wanted join clinic.fhir_resource r on r.practice_id = $2 and r.type = wanted.type and r.id = wanted.id
    ${consent}
    where r.visible and not r.deleted and ${released})`
}

/** The address is put together beforehand: a condition that joins texts is not leakproof and reaches no index. */
function included(plan: SearchPlan, args: Args): string[] {
  const provenance = plan.withProvenance
    ? [
        `select s.type, s.id from matched join clinic.fhir_search s on s.practice_id = $2 and s.type = 'Provenance'
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
     from page join clinic.fhir_search s on s.practice_id = $2 and s.type = page.type and s.id = page.id
       and s.param = ${args.text(param)} ${narrowed} where page.mode = 'match'`
}

function total(where: string): string {
  return `(select 'total', null, null, null::uuid, null::uuid, null::integer, null::timestamptz, null::boolean,
           null::timestamptz, null, count(*)
    from clinic.fhir_resource r ${consent}
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
