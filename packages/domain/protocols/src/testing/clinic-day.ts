import {
  type Grams,
  grams,
  type McgPerKg,
  type McgPerMicrolitre,
  mcg,
  mcgPerKg,
  mcgPerMicrolitre,
  microlitres,
  minutes,
} from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import type { Decision } from '@holdspace/kit/decision'
import type { Hasher } from '@holdspace/proof/hashing'
import { calculateDose } from '../dose.ts'
import type { DoseRequest, DoseWorking } from '../dose-request.ts'
import { suppliedProtocol } from '../library/supplied.ts'
import { gramsOfReading, heightOf, type Weighing } from '../weight.ts'
import { inForce, must } from './approved.ts'

/** Marigold House on 21 November 2026: its approved protocols and Rosa Delgado's weight, for the tests beside this file. */
export const today = calendarDate.parse('2026-11-21')

/** Thirty-two bytes that differ with the content; real hashing is shown in the life-cycle's own test. */
const sha256: Hasher = (bytes) => {
  const sum = bytes.reduce((total, byte, at) => (total + byte * (at + 1)) % 4_294_967_296, 7)
  return new Uint8Array(32).map((_, at) => (sum >>> ((at % 4) * 8)) % 256)
}

export const infusion = inForce(suppliedProtocol('iv-0.5-over-40-infusion'), sha256)
export const injection = inForce(suppliedProtocol('kap-im'), sha256)
export const splitInjection = inForce(suppliedProtocol('kap-im-split'), sha256)
export const sublingual = inForce(suppliedProtocol('kap-sl'), sha256, 1_000_000)
export const oral = inForce(suppliedProtocol('oral-office'), sha256, 300_000)
export const esketamine = inForce(suppliedProtocol('esketamine-nasal'), sha256)

/** A weight on the clinic's scale today, the same as two weeks ago. */
export function weighed(weightGrams: number, more: Partial<Weighing> = {}): Weighing {
  const weight = grams.parse(weightGrams)
  return {
    source: 'scale',
    grams: weight,
    unit: 'kg',
    weighedOn: today,
    heightTenthMm: heightOf(170_000, 'cm'),
    previous: { grams: weight, weighedOn: calendarDate.parse('2026-11-07') },
    changeConfirmed: false,
    readBackInBoth: true,
    ...more,
  }
}

export function pounds(value: number): Grams {
  return must(gramsOfReading(value * 1_000, 'lb'))
}

export const perKg = (value: number): McgPerKg => mcgPerKg.parse(value)
export const strength = (value: number): McgPerMicrolitre => mcgPerMicrolitre.parse(value)
export const orderPerKg = (value: number) => ({ kind: 'per-kg', mcgPerKg: perKg(value) }) as const
export const orderMg = (value: number) => ({ kind: 'amount', mcg: mcg.parse(value * 1_000) }) as const
export const over = (value: number) => ({ minutes: minutes.parse(value) })
export const madeUpTo = (ml: number) => ({ basis: 'made-up-to', microlitres: microlitres.parse(ml * 1_000) }) as const
export const addedTo = (ml: number) => ({ basis: 'added-to', microlitres: microlitres.parse(ml * 1_000) }) as const

/** D01 as a request; each worked case changes what it names. */
export function request(more: Partial<DoseRequest> = {}): DoseRequest {
  return {
    protocol: infusion,
    pin: null,
    today,
    order: orderPerKg(500),
    weighing: weighed(70_000),
    sex: 'female',
    basis: null,
    concentration: strength(50),
    vialConcentration: null,
    over: over(40),
    dilution: null,
    earlierParts: [],
    planned: null,
    overrides: [],
    ...more,
  }
}

export function dose(more: Partial<DoseRequest> = {}): DoseWorking {
  return must(calculateDose(request(more)))
}

export function refusedAs(decision: Decision<unknown>): string {
  return decision.ok ? 'not refused' : decision.refusal.code
}

export function refused(more: Partial<DoseRequest>): string {
  return refusedAs(calculateDose(request(more)))
}

/** The formatter's unbreakable spaces as plain ones, so that expectations can be read. */
export function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ')
}
