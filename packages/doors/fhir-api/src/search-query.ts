import type { SearchFilter, SearchPlan } from '@holdspace/db/fhir-search-plan'
import type { ServedType } from '@holdspace/fhir/resource-types'
import type { AnySearchParameter } from '@holdspace/fhir/search-parameter'
import { parametersOf, subjectAlias } from '@holdspace/fhir/search-parameters'
import { accept, type Decision } from '@holdspace/kit/decision'
import { joined } from '@holdspace/kit/joined'
import { bad, type SearchQuestion, tooMany, unknown } from './search-question.ts'
import { type ResultParameters, readResultParameter, resultParameters } from './search-results.ts'
import { alternatives, dateOf, idOfReference, stringOf, tokenOf, uuidOf } from './search-values.ts'

export interface SearchReading {
  readonly plan: SearchPlan
  /** What was understood, in the order it came: the query of the self link. */
  readonly used: readonly (readonly [string, string])[]
  /** The rights the search and its includes need: `Observation.s`, `Encounter.r`. */
  readonly needs: readonly string[]
}

interface Draft extends ResultParameters {
  readonly patientIds: readonly string[] | null
  readonly ids: readonly string[] | null
  readonly filters: readonly SearchFilter[]
  readonly lastUpdated: SearchPlan['lastUpdated']
}

/** S41: each is a condition of the statement, and what a database has to plan must have an end. */
const mostParameters = 40
/** So many values may one of them give; ids are one list, however long. */
const mostAlternatives = 100

/** Reads a search strictly by the table of parameters (S14); one thing not understood refuses the whole (400). */
export function readSearch(question: SearchQuestion): Decision<SearchReading> {
  let draft: Draft = joined(resultParameters, { patientIds: null, ids: null, filters: [], lastUpdated: [] })
  const used: [string, string][] = []
  if (question.parameters.length > mostParameters) return tooMany(mostParameters)
  for (const [name, value] of question.parameters) {
    const read = readParameter(draft, name, value, question)
    if (read.ok) {
      draft = read.value
      used.push([name, value])
    } else if (!(question.lenient && read.refusal.code === 'unknown-parameter')) {
      return read
    }
  }
  return accept({ plan: planOf(draft, question.type), used, needs: needsOf(draft, question.type) })
}

function planOf(draft: Draft, type: ServedType): SearchPlan {
  const { patientIds, ids, filters, lastUpdated, sort, after, withTotal, includes, withProvenance } = draft
  const count = draft.countOnly ? 0 : draft.count
  return { type, patientIds, ids, filters, lastUpdated, sort, count, after, withTotal, includes, withProvenance }
}

function needsOf({ includes, withProvenance }: Draft, type: ServedType): string[] {
  const included = includes.flatMap((include) => (include.target === null ? [] : [`${include.target}.r`]))
  return [...new Set([`${type}.s`, ...included, ...(withProvenance ? ['Provenance.r'] : [])])]
}

function readParameter(draft: Draft, name: string, value: string, question: SearchQuestion): Decision<Draft> {
  if (value.trim() === '') return bad(name, 'it has no value')
  const result = readResultParameter(draft, name, value, question)
  // As `joined` does; what was not said keeps its type here.
  if (result !== null) return result.ok ? accept(Object.assign({}, draft, result.value)) : result
  if (name === '_lastUpdated') return addDate(draft, name, value)
  const [param = '', modifier] = name.split(':')
  const parameter = parameterOf(question.type, param)
  if (parameter === undefined) return unknown(name, question.type)
  const isPatientModifier = parameter.stored === 'patient' && modifier === 'Patient'
  if (modifier !== undefined && !isPatientModifier) return bad(name, `the modifier :${modifier} is not offered`)
  return narrow(draft, parameter, param, value, question)
}

function parameterOf(type: ServedType, param: string): AnySearchParameter | undefined {
  const parameters = parametersOf(type)
  const name = param === subjectAlias && Object.hasOwn(parameters, 'patient') ? 'patient' : param
  return Object.hasOwn(parameters, name) ? parameters[name] : undefined
}

function narrow(
  draft: Draft,
  parameter: AnySearchParameter,
  param: string,
  value: string,
  { base }: SearchQuestion,
): Decision<Draft> {
  const any = alternatives(value)
  if (parameter.stored === 'id') return accept(joined(draft, { ids: both(draft.ids, any) }))
  if (parameter.stored === 'patient') {
    const ids = any.map((one) => idOfReference(one, 'Patient', base)).map((id) => (id === null ? null : uuidOf(id)))
    const known = ids.filter((id) => id !== null)
    return accept(joined(draft, { patientIds: both(draft.patientIds, known) }))
  }
  if (any.length > mostAlternatives) return bad(param, `give at most ${mostAlternatives} values`)
  const filter = filterOf(parameter, parameter.stored === 'at' ? null : param, any, base)
  return filter.ok ? accept(joined(draft, { filters: [...draft.filters, filter.value] })) : filter
}

/** A parameter given twice must hold twice. */
function both(known: readonly string[] | null, now: readonly string[]): readonly string[] {
  return known === null ? now : known.filter((id) => now.includes(id))
}

/** `column` null: the resource's main date, which stands in the resource's own row. */
function filterOf(
  { kind }: AnySearchParameter,
  column: string | null,
  any: readonly string[],
  base: string,
): Decision<SearchFilter> {
  const param = column ?? 'date'
  switch (kind) {
    case 'token':
      return accept({ kind: 'code', param, any: any.map(tokenOf) })
    case 'reference':
      return accept({
        kind: 'code',
        param,
        any: any.map((one) => ({ system: null, code: targetOf(one, param, base) })),
      })
    case 'string': {
      const texts = any.map(stringOf).filter((text) => text !== null)
      return texts.length === 0
        ? bad(param, 'it has no letters to look for')
        : accept({ kind: 'string', param, any: texts })
    }
    case 'date': {
      const tests = any.map(dateOf)
      if (tests.includes(null))
        return bad(param, 'give a date like 2026-07-14, with gt, ge, lt or le before it if needed')
      return accept({ kind: 'date', param: column, any: tests.filter((test) => test !== null) })
    }
  }
}

/** What a bare id of a reference parameter points at. */
const referenceTargets: Readonly<Record<string, ServedType>> = {
  encounter: 'Encounter',
  context: 'Encounter',
  location: 'Location',
  participant: 'Practitioner',
}

function targetOf(value: string, param: string, base: string): string {
  const relative = value.startsWith(`${base}/`) ? value.slice(base.length + 1) : value
  const target = referenceTargets[param]
  return relative.includes('/') || target === undefined ? relative : `${target}/${relative}`
}

function addDate(draft: Draft, name: string, value: string): Decision<Draft> {
  const test = dateOf(value)
  return test === null
    ? bad(name, 'give an instant like 2026-07-14T10:00:00Z')
    : accept(joined(draft, { lastUpdated: [...draft.lastUpdated, test] }))
}
