import { kindsAskedFor, treatmentOf } from '@holdspace/clinic/consent/kinds'
import type { RecordedStandings } from '@holdspace/clinic/gates/gate-facts'
import { isMet } from '@holdspace/clinic/gates/standing'
import { screeningRules } from '@holdspace/clinic/screening/screening-rules'
import { consentVersionFacts } from '@holdspace/db/consent-store'
import { inPractice } from '@holdspace/db/database'
import type { Decision } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { readGate } from '@holdspace/use-cases/gates/read-gate'
import type { House } from '@holdspace/use-cases/house'
import { endPlan } from '@holdspace/use-cases/plan/end-plan'
import { readPlan } from '@holdspace/use-cases/plan/read-plan'
import { readProtocols } from '@holdspace/use-cases/protocols/read-protocols'
import { decideEligibility } from '@holdspace/use-cases/screen/decide-eligibility'
import { decideSafety } from '@holdspace/use-cases/screen/decide-safety'
import { settleRule } from '@holdspace/use-cases/screen/settle-rule'
import { actAs } from './act-as.ts'
import { publishConsents, signOne } from './consent-fixtures.ts'
import { helenAmes, marigoldHouse } from './people.ts'
import { careTeamOf, proposePlanFor, signNewest } from './plan-fixtures.ts'

/**
 * Everything both gates want to see on record before this person's session on this protocol: the decision, the papers,
 * the plan. What is there already is left as it is.
 */
export async function makeReady(house: House, patientId: PatientId, protocolId: string): Promise<void> {
  const protocol = await protocolOf(house, protocolId)
  const { eligibility, treatmentConsent, rideConsent, plan } = await standingsOf(house, patientId, protocol)
  if (!isMet(eligibility)) await decideEligible(house, patientId, protocol)
  if (!isMet(treatmentConsent) || !isMet(rideConsent)) await signPapers(house, patientId, protocol)
  if (!isMet(plan)) await agreeOnPlan(house, patientId, protocol)
}

/** A plan on exactly this protocol; one that was used up, or is for another protocol, is ended first. */
async function agreeOnPlan(house: House, patientId: PatientId, protocol: ProtocolVersion): Promise<void> {
  const ames = actAs(helenAmes, house.clock)
  const { plan } = must(await readPlan(house, ames, { patientId }))
  if (plan !== null && plan.ended === null) {
    must(await endPlan(house, ames, { planId: plan.planId, ending: 'replaced', words: 'Another course begins' }))
  }
  const track = protocol.modality
  if (plan === null) await careTeamOf(house, patientId, { track })
  await proposePlanFor(house, patientId, { track, changes: courseOf(protocol) })
  await signNewest(house, patientId, {})
}

/** As many doses as the protocol gives, in the shortest course it allows. */
function courseOf({ id: protocolId, version: protocolVersion, phases }: ProtocolVersion) {
  const dosing = phases.find((phase) => phase.key === 'dosing')
  const [doses, gapHours] = [dosing?.count.value ?? 1, dosing?.minGapHours.value ?? 0]
  const courseDays = Math.max(dosing?.windowDays?.min.value ?? 1, Math.ceil(((doses - 1) * gapHours) / 24))
  return { protocolId, protocolVersion, doses, courseDays, minGapHours: gapHours }
}

async function protocolOf(house: House, protocolId: string): Promise<ProtocolVersion> {
  const shelf = await readProtocols(house, actAs(helenAmes, house.clock))
  const found = shelf.ok
    ? shelf.value.held.find((one) => one.id === protocolId && one.status === 'approved')
    : undefined
  if (found === undefined) throw new Error(`Marigold House has not approved ${protocolId}.`)
  return found
}

async function standingsOf(house: House, patientId: PatientId, protocol: ProtocolVersion): Promise<RecordedStandings> {
  const asked = { patientId, protocolId: protocol.id, protocolVersion: protocol.version }
  const standings = await readGate(house, actAs(helenAmes, house.clock), asked)
  if (!standings.ok) throw new Error(standings.refusal.sentence)
  return standings.value
}

async function signPapers(house: House, patientId: PatientId, { drug }: ProtocolVersion): Promise<void> {
  const versions = await inPractice(house.db, marigoldHouse.practiceId, (tx) =>
    consentVersionFacts(tx, marigoldHouse.practiceId),
  )
  if (versions.length === 0) await publishConsents(house)
  for (const kind of kindsAskedFor(treatmentOf(drug))) await signOne(house, { patientId, kind })
}

/** Dr Ames asked about every hard stop herself, decided about mood and safety, and decided that treatment may begin. */
export async function decideEligible(
  house: House,
  patientId: PatientId,
  { modality }: Pick<ProtocolVersion, 'modality'>,
): Promise<void> {
  const ames = actAs(helenAmes, house.clock)
  for (const { id: rule } of screeningRules.filter(({ weight, special }) => weight === 'absolute' && !special)) {
    const how = 'Asked and examined at the first visit'
    must(await settleRule(house, ames, { id: house.newId(), patientId, rule, truth: 'no', how }))
  }
  must(
    await decideSafety(house, ames, {
      decisionId: house.newId(),
      patientId,
      assessment: noThoughts,
      outcome: 'proceed',
      reason: 'Spoke with the person; no thoughts of suicide, now or before.',
    }),
  )
  must(
    await decideEligibility(house, ames, {
      decisionId: house.newId(),
      patientId,
      track: modality,
      outcome: 'eligible',
      reason: 'Two adequate trials without response; no reason against it found.',
      capacity: 'yes',
      willing: 'yes',
      supported: 'yes',
      acknowledged: screeningRules.filter(({ weight }) => weight === 'caution').map(({ id }) => id),
    }),
  )
}

const noThoughts = {
  thoughts: 'none',
  intent: 'no',
  plan: 'no',
  means: 'no',
  attempt: 'never',
  protects: 'Family, the garden',
  safetyPlan: 'not-needed',
} as const

function must<T>(decision: Decision<T>): T {
  if (decision.ok) return decision.value
  throw new Error([decision.refusal.sentence, ...(decision.refusal.details ?? [])].join('\n'))
}
