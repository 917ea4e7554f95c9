import { type CareTeamPeriodId, careTeamPeriodId, teamInForce } from '@holdspace/clinic/care-team/care-team'
import type { CareTeamPart } from '@holdspace/clinic/care-team/parts'
import { type PlanDraft, type PlanId, planDraft, planId } from '@holdspace/clinic/plan/plan-content'
import { mcg, mcgPerKg } from '@holdspace/kit/amounts'
import { dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import type { Decision } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { House } from '@holdspace/use-cases/house'
import { endPlan } from '@holdspace/use-cases/plan/end-plan'
import { proposePlan } from '@holdspace/use-cases/plan/propose-plan'
import { readPlan } from '@holdspace/use-cases/plan/read-plan'
import { signPlan as signPlanVersion } from '@holdspace/use-cases/plan/sign-plan'
import { takePatientSignature } from '@holdspace/use-cases/plan/take-patient-signature'
import { addToCareTeam } from '@holdspace/use-cases/team/add-to-care-team'
import { readCareTeam } from '@holdspace/use-cases/team/read-care-team'
import { actAs } from './act-as.ts'
import { type FixturePerson, helenAmes, lenaOkafor, maraQuist, rosaVance } from './people.ts'

function must<T>(decision: Decision<T>): T {
  if (decision.ok) return decision.value
  throw new Error(`${decision.refusal.code}: ${decision.refusal.sentence} ${decision.refusal.details?.join(' ') ?? ''}`)
}

/** Puts somebody on a patient's team from today on, as the nurse would; who is on it already stays. */
export async function joinTeam(
  house: House,
  patientId: PatientId,
  member: FixturePerson,
  part: CareTeamPart,
  release: string | null = null,
): Promise<CareTeamPeriodId> {
  const nurse = actAs(maraQuist, house.clock)
  const { today, periods } = must(await readCareTeam(house, nurse, { patientId }))
  const standing = teamInForce(periods, today).find(
    (one) => one.membershipId === member.membershipId && one.part === part,
  )
  if (standing !== undefined) return standing.periodId
  const periodId = careTeamPeriodId.parse(house.newId())
  const startsOn = dateInZone(house.clock(), nurse.practiceZone)
  const reason = part === 'outside-therapist' ? 'In therapy with her since spring' : 'Named at the first visit'
  const joining = {
    periodId,
    patientId,
    membershipId: member.membershipId,
    part,
    startsOn,
    until: null,
    reason,
    release,
  }
  return must(await addToCareTeam(house, nurse, joining)).periodId
}

/** Dr Ames leads; on the KAP track L. Okafor accompanies, or the outside therapist with the patient's release. Who is on the team stays. */
export async function careTeamOf(
  house: House,
  patientId: PatientId,
  { track, therapist = 'ours' }: { readonly track: 'infusion' | 'kap'; readonly therapist?: 'ours' | 'outside' },
): Promise<void> {
  const { today, periods } = must(await readCareTeam(house, actAs(helenAmes, house.clock), { patientId }))
  const parts = new Set(teamInForce(periods, today).map((period) => period.part))
  if (!parts.has('lead-prescriber')) await joinTeam(house, patientId, helenAmes, 'lead-prescriber')
  if (!parts.has('nurse')) await joinTeam(house, patientId, maraQuist, 'nurse')
  if (track === 'infusion') return
  if (therapist === 'ours' && !parts.has('therapist')) await joinTeam(house, patientId, lenaOkafor, 'therapist')
  if (therapist === 'outside' && !parts.has('outside-therapist')) {
    await joinTeam(house, patientId, rosaVance, 'outside-therapist', 'Release signed on paper, in the folder')
  }
}

export const planProtocols = { infusion: 'iv-0.5-over-40-infusion', kap: 'kap-iv-6-in-3wk' } as const

/** A plan within Marigold House's protocols, as it would be agreed with most people. */
export function draftPlan(
  house: Pick<House, 'clock'>,
  track: 'infusion' | 'kap',
  changes: Partial<PlanDraft> = {},
): PlanDraft {
  const isCourse = track === 'kap'
  const today = dateInZone(house.clock(), 'America/New_York')
  return planDraft.parse({
    protocolId: planProtocols[track],
    protocolVersion: '1.0.0',
    indication: {
      text: 'Major depressive disorder, recurrent, moderate',
      coding: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F33.1' },
    },
    goals: [{ measure: 'PHQ-9', aim: 'response' }],
    dose: { kind: 'per-kg', leastMcgPerKg: 500, mostMcgPerKg: 750 },
    doses: isCourse ? 6 : 1,
    courseDays: isCourse ? 18 : 1,
    minGapHours: 48,
    preparationSessions: isCourse ? 1 : 0,
    integrationPerDose: isCourse ? 1 : 0,
    boosters: [],
    intention: isCourse ? 'To meet the grief about my father without running from it.' : '',
    touch: isCourse
      ? { permission: 'agreed', kinds: ['hand', 'shoulder'], limits: 'Ask first, every time.' }
      : { permission: 'refused', kinds: [], limits: '' },
    recording: 'refused',
    music: isCourse ? 'Quiet piano, no voices' : '',
    eyeShades: isCourse ? 'wanted' : 'offered',
    support: { name: 'Bao Tran', relationship: 'husband', phone: '518-555-0163' },
    stopRules: ['No fall of the PHQ-9 after four doses', 'Blood pressure that stays high'],
    reviewBy: plusPeriod(today, 'P6M'),
    patientLimits: [],
    ...changes,
  })
}

export interface PlanWish {
  readonly track: 'infusion' | 'kap'
  readonly therapist?: 'ours' | 'outside'
  readonly changes?: Partial<PlanDraft>
}

/** What a protocol itself says of a whole course by it, where a wish does not say otherwise. */
function withinProtocol(protocol: ProtocolVersion): Partial<PlanDraft> {
  const dosing = protocol.phases.find((phase) => phase.key === 'dosing')
  const preparation = protocol.phases.find((phase) => phase.key === 'preparation')
  const integration = protocol.phases.find((phase) => phase.key === 'integration')
  const doses = dosing?.count.value ?? 1
  const gap = dosing?.minGapHours.value ?? 24
  const { dose } = protocol.drug
  return {
    protocolId: protocol.id,
    protocolVersion: protocol.version,
    doses,
    minGapHours: gap,
    courseDays: dosing?.windowDays?.max.value ?? Math.max(1, Math.ceil(((doses - 1) * gap) / 24)),
    preparationSessions:
      preparation !== undefined && 'minCompleted' in preparation ? (preparation.minCompleted.value ?? 0) : 0,
    integrationPerDose: integration?.perDosing.value ?? 0,
    dose:
      dose.kind === 'weight'
        ? {
            kind: 'per-kg',
            leastMcgPerKg: dose.default.value ?? mcgPerKg.parse(0),
            mostMcgPerKg: dose.max.value ?? mcgPerKg.parse(0),
          }
        : { kind: 'amount', leastMcg: dose.min.value ?? mcg.parse(0), mostMcg: dose.max.value ?? mcg.parse(0) },
  }
}

/** Proposes a plan as the prescriber; nobody has signed it yet. A plan for another protocol gives way to it. */
export async function proposePlanFor(house: House, patientId: PatientId, wish: PlanWish): Promise<PlanId> {
  const ames = actAs(helenAmes, house.clock)
  const { plan, choices } = must(await readPlan(house, ames, { patientId }))
  const protocolId = wish.changes?.protocolId ?? planProtocols[wish.track]
  const protocol = choices.protocols.find((one) => one.id === protocolId)
  if (protocol === undefined) throw new Error(`${protocolId} is not in force.`)
  if (plan !== null && plan.ended === null) {
    const ending = { planId: plan.planId, ending: 'replaced' as const, words: 'Another protocol was chosen' }
    must(await endPlan(house, ames, ending))
  }
  const proposing = {
    patientId,
    planId: planId.parse(house.newId()),
    version: 1,
    draft: draftPlan(house, wish.track, { ...withinProtocol(protocol), ...wish.changes }),
    whyChanged: '',
  }
  return must(await proposePlan(house, ames, proposing)).planId
}

/**
 * Names the care team, proposes the plan and has it signed by everybody the protocol asks for, the patient last, on paper.
 * A plan for this protocol that waits for signatures is the one that is signed.
 */
export async function signPlan(house: House, patientId: PatientId, wish: PlanWish): Promise<PlanId> {
  await careTeamOf(house, patientId, wish)
  const { plan } = must(await readPlan(house, actAs(helenAmes, house.clock), { patientId }))
  const isThere =
    plan !== null &&
    plan.ended === null &&
    plan.versions[0].content.protocolId === (wish.changes?.protocolId ?? planProtocols[wish.track])
  const planned = isThere ? plan.planId : await proposePlanFor(house, patientId, wish)
  await signNewest(house, patientId, wish)
  return planned
}

/** Everybody who still owes a signature on the newest version gives it. */
export async function signNewest(house: House, patientId: PatientId, wish: Pick<PlanWish, 'therapist'>): Promise<void> {
  const ames = actAs(helenAmes, house.clock)
  const { plan, versions } = must(await readPlan(house, ames, { patientId }))
  const shown = plan?.versions[0]
  if (plan === null || shown === undefined) throw new Error('There is no plan to sign.')
  const asked = { planId: plan.planId, shownHash: shown.contentHash }
  const therapist = wish.therapist === 'outside' ? rosaVance : lenaOkafor
  for (const signer of versions[0]?.owed ?? []) {
    const id = house.newId()
    if (signer === 'patient') {
      const signing = { method: 'paper' as const, attestation: 'Signed on paper in my presence, in the folder' }
      must(await takePatientSignature(house, actAs(maraQuist, house.clock), { id, ...asked, signing }))
      continue
    }
    const actor = signer === 'prescriber' ? ames : actAs(therapist, house.clock)
    const reach = actor.guestPatients === null ? actor : { ...actor, guestPatients: [patientId] }
    must(await signPlanVersion(house, reach, { id, ...asked, signer }))
  }
}
