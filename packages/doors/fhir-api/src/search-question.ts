import type { ServedType } from '@holdspace/fhir/resource-types'
import { parametersOf } from '@holdspace/fhir/search-parameters'
import { type Decision, refuse } from '@holdspace/kit/decision'

export interface SearchQuestion {
  readonly type: ServedType
  readonly parameters: readonly (readonly [string, string])[]
  readonly base: string
  /** `Prefer: handling=lenient`: what we do not know is left out, and the self link shows what was used. */
  readonly lenient: boolean
}

export function unknown(name: string, type: ServedType): Decision<never> {
  const offered = Object.keys(parametersOf(type)).join(', ')
  return refuse({
    family: 'invalid',
    code: 'unknown-parameter',
    sentence: `${type} cannot be searched by "${name.slice(0, 60)}". It can be searched by: ${offered}.`,
    field: name,
  })
}

export function bad(name: string, why: string): Decision<never> {
  return refuse({
    family: 'invalid',
    code: 'bad-parameter',
    sentence: `The parameter "${name.slice(0, 60)}" is not usable: ${why}.`,
    field: name,
  })
}

export function tooMany(most: number): Decision<never> {
  return refuse({
    family: 'invalid',
    code: 'too-many-parameters',
    sentence: `A search here has at most ${most} parameters. Ask several times.`,
  })
}
