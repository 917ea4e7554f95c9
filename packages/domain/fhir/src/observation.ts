import { joined } from '@holdspace/kit/joined'
import type { CodeableConcept, Observation, ObservationComponent, Quantity } from 'fhir/r4'
import { codingOf, type LocalCode, localCodes } from './codes.ts'
import { encounterRef, patientRef, practitionerRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { localTime, type MappedFact, type SessionContext } from './session-context.ts'
import { localSystem, systems } from './systems.ts'

export interface Measurement {
  /** Appended to the fact's id: `bp`, `hr`. */
  readonly key: string
  readonly category: 'vital-signs' | 'exam'
  readonly profile: string
  readonly code: CodeableConcept
  readonly body: Observed
}

/** What a measurement adds to the frame every Observation has. */
export type Observed = Partial<
  Pick<Observation, 'valueQuantity' | 'valueCodeableConcept' | 'component' | 'dataAbsentReason' | 'method' | 'note'>
>

/** One Observation of one fact: observed time in `effective`, time of entry in `issued` (late entries keep both). */
export function observationOf(
  measurement: Measurement,
  fact: MappedFact,
  context: SessionContext,
): Served<'Observation'> {
  const frame = {
    resourceType: 'Observation' as const,
    id: `${fact.factId}-${measurement.key}`,
    meta: { profile: [measurement.profile], security: labels(['PSY']) },
    status: context.signed ? ('final' as const) : ('preliminary' as const),
    category: [{ coding: [observationCategories[measurement.category]] }],
    code: measurement.code,
    subject: patientRef(context.patientId),
    encounter: encounterRef(context.sessionId),
    effectiveDateTime: localTime(context, fact.occurredAt),
    issued: fact.recordedAt,
    performer: [practitionerRef(fact.actor)],
  }
  return joined(frame, measurement.body)
}

const observationCategories = {
  'vital-signs': { system: systems.observationCategory, code: 'vital-signs', display: 'Vital Signs' },
  exam: { system: systems.observationCategory, code: 'exam', display: 'Exam' },
} as const

/** `unit` is what a person reads, `code` is UCUM: mm[Hg] not mmHg, Cel not °C, /min not bpm. */
export function quantity(value: number, unit: string, code: string): Quantity {
  return { value, unit, system: systems.ucum, code }
}

export const scorePoints = (value: number): Quantity => quantity(value, 'score', '{score}')

export function publicCode(...names: Parameters<typeof codingOf>[0][]): CodeableConcept {
  const coding = names.map(codingOf)
  return { coding, text: coding[0]?.display ?? '' }
}

export function localCode(code: LocalCode, context: SessionContext): CodeableConcept {
  const display = localCodes[code]
  return { coding: [{ system: localSystem.code(context.refs.localBase), code, display }], text: display }
}

/** Due, and not obtained: the reason a person gave stands where the value would (RULINGS 5). */
export function notObtained(reason: string): CodeableConcept {
  return {
    coding: [{ system: systems.dataAbsentReason, code: 'not-performed', display: 'Not Performed' }],
    text: reason,
  }
}

export function component(code: CodeableConcept, value: Partial<ObservationComponent>): ObservationComponent {
  return { code, ...value }
}
