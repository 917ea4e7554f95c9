import { cutText } from '@holdspace/kit/cut-text'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import {
  type Circulation,
  type DischargeLine,
  dischargeCriteria,
  type PadssScore,
  scorePadss,
} from '@holdspace/protocols/discharge'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { Bodies } from '@holdspace/record/catalogue'
import { firstDoseAt, lastDoseEndedAt, type SessionState } from '@holdspace/record/state'
import type { StaffActor } from '../access/actor.ts'

type Ended = Bodies['session-ended']

/** What the server adds to an entry in its own words is as long as the catalogue takes it, whatever names stand in it. */
export const mostServerWords = 300

/**
 * May the session end this way? Calling it *completed* says the person was fit to go home, so it is refused while a
 * discharge criterion is not met (M08). Leaving against advice and going to hospital are facts and always recorded, with
 * the unmet criteria as they stood (RULINGS 12).
 */
export function decideEnd(
  ended: Ended,
  question: {
    readonly state: SessionState
    readonly protocol: ProtocolVersion
    readonly actor: StaffActor
    readonly now: Instant
  },
): Decision<Ended> {
  const { state, now } = question
  if (state.ended !== null) return refuse(reasons.alreadyEnded)
  const unmet = dischargeLines(question, now)
    .filter((line) => !line.met)
    .map((line) => cutText(line.sentence, mostServerWords))
  const dosed = firstDoseAt(state) !== null
  switch (ended.ending) {
    case 'completed':
      if (!dosed) return refuse(reasons.noDose)
      return unmet.length > 0 ? refuse(reasons.notReady(unmet)) : accept({ ...ended, unmetCriteria: [] })
    case 'ended-without-dose':
      return dosed ? refuse(reasons.doseGiven) : accept({ ...ended, unmetCriteria: [] })
    case 'left-against-advice':
    case 'transferred-to-emergency-services':
      return accept({ ...ended, unmetCriteria: unmet })
  }
}

/** The discharge criteria of the pinned protocol, line by line, as they stand. */
export function dischargeLines(
  question: {
    readonly state: SessionState
    readonly protocol: ProtocolVersion
    readonly actor: Pick<StaffActor, 'role'>
  },
  now: Instant,
): readonly DischargeLine[] {
  const { state, protocol, actor } = question
  const { escort } = state
  const discharge = scoredSinceDose(state)
  return dischargeCriteria({
    rule: protocol.discharge,
    score: scoreOf(state, protocol, now),
    lastDoseEndedAt: lastDoseEndedAt(state),
    doseGiven: firstDoseAt(state) !== null,
    oriented: discharge?.oriented ?? false,
    gaitAtOwnBaseline: discharge?.gaitAtOwnBaseline ?? false,
    nauseaControlled: (discharge?.items.nauseaAndPain ?? 0) >= 1,
    escort: escort === null ? null : { name: escort.name, present: escort.present },
    instructionsGiven: discharge?.instructionsGiven ?? false,
    followUpBooked: discharge?.followUpBooked ?? false,
    prescriberSigned:
      actor.role === 'prescriber' || discharge?.actor.role === 'prescriber' || agreedByPrescriber(state),
    now,
  })
}

/** A prescriber who is not the one ending the session can agree to the discharge with a decision about it. */
function agreedByPrescriber(state: SessionState): boolean {
  return state.decisions.some(
    (one) =>
      one.about.ruleId === 'discharge' &&
      one.decision === 'continue' &&
      one.actor.role === 'prescriber' &&
      isSinceDose(one, state),
  )
}

/** How a person was before a dose says nothing of how they are after it (M08). */
function isSinceDose({ occurredAt }: { readonly occurredAt: Instant }, state: SessionState): boolean {
  const dosedAt = lastDoseEndedAt(state) ?? firstDoseAt(state)
  return dosedAt === null || occurredAt > dosedAt
}

/** The newest discharge score, as far as it was taken after the last dose. */
function scoredSinceDose(state: SessionState): SessionState['discharge'] {
  return state.discharge !== null && isSinceDose(state.discharge, state) ? state.discharge : null
}

const grades = ['severe', 'moderate', 'minimal'] as const

/**
 * The score of the newest discharge entry, worked out again from the record's own vitals up to `until`: what changed after
 * somebody scored counts as well. Null while it has no total.
 */
export function scoreOf(state: SessionState, protocol: ProtocolVersion, until: Instant): PadssScore | null {
  const discharge = scoredSinceDose(state)
  if (discharge === null) return null
  const { nauseaAndPain, bleeding, intake } = discharge.items
  const scored = scorePadss(protocol.discharge.scale, {
    baseline: baselineOf(state),
    now: newestCirculation(state, until),
    oriented: discharge.oriented,
    gaitAtOwnBaseline: discharge.gaitAtOwnBaseline,
    nauseaAndPain: grades[nauseaAndPain] ?? 'severe',
    bleeding: grades[bleeding] ?? 'severe',
    intake: { drank: intake >= 1, voided: intake >= 2 },
  })
  return scored.ok ? scored.value : null
}

/** Blood pressure and pulse before the first dose: what "near baseline" is held against. */
export function baselineOf(state: SessionState): Circulation | null {
  const first = firstDoseAt(state)
  return circulationIn(state.vitals.filter((set) => first === null || set.occurredAt <= first))
}

/** The newest blood pressure and pulse since the last dose; null where nobody took them since. */
export function newestCirculation(state: SessionState, until: Instant): Circulation | null {
  return circulationIn(state.vitals.filter((set) => set.occurredAt <= until && isSinceDose(set, state)))
}

function circulationIn(sets: SessionState['vitals']): Circulation | null {
  for (const { systolicMmHg, diastolicMmHg, heartRateBpm } of sets.toReversed()) {
    if (systolicMmHg !== undefined && diastolicMmHg !== undefined && heartRateBpm !== undefined) {
      return { systolicMmHg, diastolicMmHg, heartRateBpm }
    }
  }
  return null
}

const reasons = {
  alreadyEnded: {
    family: 'conflict',
    code: 'session-already-ended',
    sentence: 'This session has ended already. What happened afterwards can still be recorded until it is signed.',
  },
  noDose: {
    family: 'unprocessable',
    code: 'no-dose-given',
    field: 'ending',
    sentence: 'No dose is in the record. End the session as ended without dose, or record the dose first.',
  },
  doseGiven: {
    family: 'unprocessable',
    code: 'dose-was-given',
    field: 'ending',
    sentence: 'A dose is in the record, so this session did not end without one.',
  },
  notReady: (details: readonly string[]) => ({
    family: 'unprocessable' as const,
    code: 'discharge-criteria-unmet',
    sentence: 'Not ready to go home yet:',
    details,
  }),
} as const
