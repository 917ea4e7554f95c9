import { minutesBetween } from '@holdspace/kit/elapsed'
import { limit } from '@holdspace/protocols/limit'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { unitTiming } from '@holdspace/protocols/unit-timing'
import type { SessionState } from '@holdspace/record/state'
import { holdEnds } from '@holdspace/record/timeline'

type Found = { readonly ruleId: string; readonly entryId: string; readonly sentence: string }

/** How the medicine was taken, against what the protocol says: how far apart, how long in the mouth. */
export function takingDeviations(state: SessionState, protocol: ProtocolVersion): Found[] {
  return [...tooSoon(state, protocol), ...holds(state, protocol)]
}

/**
 * What was given another way than the protocol's, in words; empty where it was the protocol's. Routes are never added up
 * or turned into each other, so whatever was given another way stands apart (PROTOCOLS section 2).
 */
export function otherWayWords(
  given: { readonly drug: string; readonly route?: string },
  { drug }: ProtocolVersion,
): string {
  const route = given.route ?? 'IV'
  if (route === drug.route && given.drug === drug.ingredient.name) return ''
  return ` It was ${given.drug} ${route}, and this protocol gives ${drug.ingredient.name} ${drug.route}.`
}

/** Devices and parts of a split dose need their time between them (D38); several charted as one moment had none. */
function tooSoon({ doses }: SessionState, { drug }: ProtocolVersion): Found[] {
  const apart = drug.dose.kind === 'fixed' ? drug.dose.minutesBetweenUnits : undefined
  return doses.flatMap((dose, at): Found[] => {
    const before = doses[at - 1]
    const early = before === undefined ? null : unitTiming(drug, before.occurredAt, dose.occurredAt)
    if (early !== null) return [{ ruleId: 'unit-too-soon', entryId: dose.entryId, sentence: early.sentence }]
    const count = (dose.units ?? []).reduce((sum, one) => sum + one.count, 0)
    if (apart === undefined || count < 2) return []
    const sentence = `${count} ${dose.unit ?? 'unit'}s are charted as one moment; the protocol asks for ${limit(apart, 'minutes between units')} min between them.`
    return [{ ruleId: 'unit-too-soon', entryId: dose.entryId, sentence }]
  })
}

/** Tablets under the tongue: held as long as the protocol says, and then what it says. */
function holds(state: SessionState, { drug }: ProtocolVersion): Found[] {
  const { hold } = drug
  if (hold === undefined) return []
  const [least, most] = [limit(hold.leastMinutes, 'least hold'), limit(hold.mostMinutes, 'longest hold')]
  const afterwards = limit(hold.afterwards, 'end of the hold')
  return state.doses
    .filter((dose) => dose.route === drug.route)
    .flatMap((dose): Found[] => {
      const ended = state.holds.findLast((one) => one.doseEntryId === dose.entryId)
      if (ended === undefined) {
        const sentence = 'How long the tablets were held, and what became of them then, is not in the record.'
        return state.ended === null ? [] : [{ ruleId: 'hold-not-charted', entryId: dose.entryId, sentence }]
      }
      const held = Math.round(minutesBetween(dose.occurredAt, ended.occurredAt))
      if (held >= least && held <= most && ended.afterwards === afterwards) return []
      const sentence = `Held ${held} min, then ${holdEnds[ended.afterwards]}; the protocol says ${least} to ${most} min, then ${holdEnds[afterwards]}.`
      return [{ ruleId: 'hold-other-than-protocol', entryId: ended.entryId, sentence }]
    })
}

/** Tablets that are in the mouth now: given, and nothing said yet of how the hold ended. */
export function holdsRunning(state: SessionState, { drug }: ProtocolVersion): SessionState['doses'] {
  if (drug.hold === undefined) return []
  return state.doses.filter(
    (dose) => dose.route === drug.route && !state.holds.some((one) => one.doseEntryId === dose.entryId),
  )
}
