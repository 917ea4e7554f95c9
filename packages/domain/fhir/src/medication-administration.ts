import type { Mcg } from '@holdspace/kit/amounts'
import { formatMg } from '@holdspace/kit/format-amount'
import { minutesBetween, msBetween } from '@holdspace/kit/instant'
import type { Bodies } from '@holdspace/record/catalogue'
import type { Infusion, RateSegment } from '@holdspace/record/state'
import { holdEnds, unitsText } from '@holdspace/record/timeline'
import type { Medication, MedicationAdministration } from 'fhir/r4'
import { orderRef } from './medication-request.ts'
import { medicineConcept } from './medicine.ts'
import { quantity } from './observation.ts'
import { encounterRef, patientRef, practitionerRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { routeConcept } from './route.ts'
import { labels } from './security-labels.ts'
import { localTime, type MappedFact, type SessionContext } from './session-context.ts'

const mg = (mcg: number) => quantity(mcg / 1000, 'mg', 'mg')

/** A single dose at one moment: what was given, whether or not it was ordered (RULINGS 1). */
export function doseGiven(
  body: Bodies['dose-given'],
  fact: MappedFact,
  context: SessionContext,
): Served<'MedicationAdministration'>[] {
  return [
    {
      ...frame(`${fact.factId}-dose`, 'completed', body, fact, context),
      effectiveDateTime: localTime(context, fact.occurredAt),
      dosage: {
        ...takenWords(body, fact, context),
        route: routeConcept(body.route),
        ...(body.site === undefined || body.site === '' ? {} : { site: { text: body.site } }),
        dose: mg(body.givenMcg),
      },
    },
  ]
}

/** `2 × 100 mg, 2 tablets; held 12 min, then swallowed`: how it was counted and taken, which the amount alone does not say. */
function takenWords(body: Bodies['dose-given'], fact: MappedFact, { state }: SessionContext): { text?: string } {
  const hold = state.holds.findLast((one) => one.doseEntryId === fact.entry.id)
  const words = [
    ...(body.units === undefined || body.unit === undefined ? [] : [unitsText(body.units, body.unit)]),
    ...(hold === undefined
      ? []
      : [
          `held ${Math.round(minutesBetween(fact.occurredAt, hold.occurredAt))} min, then ${holdEnds[hold.afterwards]}`,
        ]),
  ]
  return words.length === 0 ? {} : { text: words.join('; ') }
}

/**
 * An infusion: one administration per stretch of constant rate (FHIR.md rule 7); a pause is no administration. The
 * amount of the whole is the pump's reading (RULINGS 6); over several rates it is apportioned by what each rate would
 * have delivered, the note says so, and the parts add up to the reading exactly.
 */
export function infusion(
  body: Bodies['infusion-started'],
  fact: MappedFact,
  context: SessionContext,
): Served<'MedicationAdministration'>[] {
  const run = context.state.infusions.find((one) => one.start.entryId === fact.entry.id)
  if (run === undefined) return []
  const segments = run.segments.filter((segment) => segment.pumpMicrolitresPerHour > 0)
  const amounts = apportion(run, segments)
  const groupId = infusionId(run, fact, context)
  return segments.map((segment, index) => ({
    ...frame(`${groupId}-rate-${index + 1}`, statusOf(run, segment), body, fact, context),
    effectivePeriod: {
      start: localTime(context, segment.from),
      ...(segment.to === null ? {} : { end: localTime(context, segment.to) }),
    },
    ...noteOf(run, segments.length),
    dosage: {
      route: routeConcept('IV'),
      ...(amounts === null ? {} : { dose: mg(amounts[index] ?? 0) }),
      rateQuantity: quantity(rateMcgPerHour(run, segment) / 1000, 'mg/h', 'mg/h'),
    },
  }))
}

type Vial = Pick<Bodies['dose-given'], 'drug' | 'lot' | 'expires' | 'orderEntryId'>

function frame(
  id: string,
  status: MedicationAdministration['status'],
  vial: Vial,
  fact: MappedFact,
  context: SessionContext,
) {
  const hasBatch = (vial.lot !== undefined && vial.lot !== '') || vial.expires !== undefined
  return {
    resourceType: 'MedicationAdministration' as const,
    id,
    meta: { security: labels(['PSY']) },
    ...(hasBatch ? { contained: [medicationOf(vial)] } : {}),
    status,
    ...(hasBatch
      ? { medicationReference: { reference: '#vial' } }
      : { medicationCodeableConcept: medicineConcept(vial.drug) }),
    subject: patientRef(context.patientId),
    context: encounterRef(context.sessionId),
    performer: [{ actor: practitionerRef(fact.actor) }],
    ...orderRef(vial.orderEntryId, context),
  }
}

function medicationOf(vial: Vial): Medication {
  return {
    resourceType: 'Medication',
    id: 'vial',
    code: medicineConcept(vial.drug),
    batch: {
      ...(vial.lot === undefined || vial.lot === '' ? {} : { lotNumber: vial.lot }),
      ...(vial.expires === undefined ? {} : { expirationDate: vial.expires }),
    },
  }
}

function statusOf(run: Infusion, segment: RateSegment): MedicationAdministration['status'] {
  if (segment.to === null) return 'in-progress'
  const isLast = segment.to === run.stop?.occurredAt
  return isLast && run.stop?.why !== 'complete' ? 'stopped' : 'completed'
}

function rateMcgPerHour({ start }: Infusion, segment: RateSegment): number {
  return Math.round((segment.pumpMicrolitresPerHour * start.totalMcg) / start.finalVolumeMicrolitres)
}

/** Null while the infusion runs: nothing is claimed to have been given before the pump was read. */
function apportion(run: Infusion, segments: readonly RateSegment[]): number[] | null {
  const given = run.stop?.givenMcg
  if (given === undefined) return null
  const planned = segments.map((segment) =>
    segment.to === null ? 0 : Math.max(0, msBetween(segment.from, segment.to)) * segment.pumpMicrolitresPerHour,
  )
  const whole = planned.reduce((sum, part) => sum + part, 0)
  const parts = planned.map((part) => (whole === 0 ? 0 : Math.floor((given * part) / whole)))
  const rest = given - parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part, index) => (index === parts.length - 1 ? part + rest : part))
}

function noteOf(run: Infusion, rates: number): Pick<MedicationAdministration, 'note'> {
  const given: Mcg | undefined = run.stop?.givenMcg
  if (given === undefined || rates < 2) return {}
  const text = `The pump's reading for the whole infusion is ${formatMg(given)}; it is apportioned over ${rates} rates by their set speed.`
  return { note: [{ text }] }
}

/** A correction of any entry of the infusion makes new resources, since each rate depends on all of them. */
function infusionId(run: Infusion, fact: MappedFact, context: SessionContext): string {
  const corrections = context.standing
    .filter((standing) => standing.kind.startsWith('infusion-'))
    .filter(({ entry }) => entry.seq >= run.start.seq && (run.stop === null || entry.seq <= run.stop.seq))
    .flatMap((standing) => standing.corrections.map((correction) => correction.by))
    .sort((a, b) => a.seq - b.seq)
  return corrections.at(-1)?.id ?? fact.entry.id
}
