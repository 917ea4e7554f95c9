import { initialled } from '@holdspace/clinic/consent/consent-text'
import { kindsAskedFor, treatmentOf } from '@holdspace/clinic/consent/kinds'
import { planDraft } from '@holdspace/clinic/plan/plan-content'
import { screeningRules } from '@holdspace/clinic/screening/screening-rules'
import { plusPeriod } from '@holdspace/kit/calendar-date'
import type { Page } from '@playwright/test'
import { passwordOf, people as staff } from './clinic.ts'
import { type Door, doorOf } from './door.ts'

/** Pages of the people who settle what both gates ask for; the therapist is needed for KAP alone. */
export interface Settling {
  readonly nurse: Page
  readonly prescriber: Page
  readonly therapist?: Page
}

const onPaper = 'I saw it signed by hand, and it is in the folder.'

/** Everything both gates want on record before this person's first session, as staff do it over the first visits. */
export async function makeReady(
  people: Settling,
  patient: string,
  protocolId: string,
  version = '1.0.0',
): Promise<void> {
  const [nurse, prescriber] = [doorOf(people.nurse), doorOf(people.prescriber)]
  const patientId = patient as never
  await decide(prescriber, patientId, protocolId.startsWith('kap') ? 'kap' : 'infusion')
  const shelf = await nurse.protocol.shelf.query()
  const protocol = shelf.held.find(
    (one) => one.id === protocolId && one.version === version && one.status === 'approved',
  )
  if (protocol === undefined) throw new Error(`${protocolId} is not approved.`)
  for (const kind of kindsAskedFor(treatmentOf(protocol.drug))) await takePaper(nurse, patientId, kind)
  await joinTeam(nurse, patientId, people.therapist === undefined ? ['prescriber'] : ['prescriber', 'therapist'])
  await agreeOnPlan(people, patientId, protocol)
}

/** Only those of the care team sign a plan; the nurse names them. */
async function joinTeam(nurse: Door, patientId: never, whom: readonly ('prescriber' | 'therapist')[]): Promise<void> {
  const team = await nurse.team.read.query({ patientId })
  for (const part of whom) {
    const member = team.candidates.find((one) => one.name === staff[part])
    if (member === undefined || team.periods.some((one) => one.membershipId === member.membershipId)) continue
    await nurse.team.add.mutate({
      periodId: crypto.randomUUID() as never,
      patientId,
      membershipId: member.membershipId,
      part,
      startsOn: team.today,
      until: null,
      reason: 'Part of the treatment team',
      release: null,
    })
  }
}

async function decide(prescriber: Door, patientId: never, track: 'kap' | 'infusion'): Promise<void> {
  const stops = screeningRules.filter(({ weight, special }) => weight === 'absolute' && special === undefined)
  for (const { id: rule } of stops) {
    const settled = { patientId, rule, truth: 'no' as const, how: 'Asked and examined at the first visit' }
    await prescriber.screening.settle.mutate({ id: crypto.randomUUID(), ...settled })
  }
  await prescriber.screening.decideSafety.mutate({
    decisionId: crypto.randomUUID(),
    patientId,
    assessment: {
      thoughts: 'none',
      intent: 'no',
      plan: 'no',
      means: 'no',
      attempt: 'never',
      protects: 'Family',
      safetyPlan: 'not-needed',
    },
    outcome: 'proceed',
    reason: 'Spoke with the person; no thoughts of suicide.',
  })
  await prescriber.screening.decide.mutate({
    decisionId: crypto.randomUUID(),
    patientId,
    track,
    outcome: 'eligible',
    reason: 'Two adequate trials without response; nothing against it.',
    capacity: 'yes',
    willing: 'yes',
    supported: 'yes',
    acknowledged: screeningRules.filter(({ weight }) => weight === 'caution').map(({ id }) => id),
  })
}

async function takePaper(nurse: Door, patientId: never, kind: ReturnType<typeof kindsAskedFor>[number]): Promise<void> {
  const asked = { patientId, kind, language: 'en' as const, release: null }
  const { text, textHash, patientName } = await nurse.consent.forSigning.query(asked)
  const initials = Object.fromEntries(initialled(text).map(({ id }) => [id, 'AB']))
  await nurse.consent.attestPaper.mutate({
    patientId,
    release: null,
    identityConfirmedBy: ['name', 'birth-date'],
    paper: { signedAt: new Date().toISOString() as never, statement: onPaper },
    signing: {
      consentId: crypto.randomUUID(),
      kind,
      language: text.language,
      version: text.version,
      shownHash: textHash,
      signer: { as: 'patient', name: patientName },
      initials,
      mark: { how: 'on-paper' },
      agreesToScreen: true,
      helpers: [],
    },
  })
}

type Shelf = Awaited<ReturnType<Door['protocol']['shelf']['query']>>

async function agreeOnPlan(people: Settling, patientId: never, protocol: Shelf['held'][number]): Promise<void> {
  const { nurse, prescriber, therapist } = people
  const door = doorOf(prescriber)
  const seen = await door.plan.read.query({ patientId })
  const planId = crypto.randomUUID() as never
  await door.plan.propose.mutate({
    patientId,
    planId,
    version: 1,
    draft: draftOf(protocol, seen.today),
    whyChanged: '',
  })
  const { plan, versions } = await door.plan.read.query({ patientId })
  const shown = { planId, shownHash: plan?.versions[0].contentHash ?? '' }
  for (const signer of versions[0]?.owed ?? []) {
    const id = crypto.randomUUID()
    if (signer === 'patient') {
      const signing = { method: 'paper' as const, attestation: onPaper }
      await doorOf(nurse).plan.takePatientSignature.mutate({ id, ...shown, signing })
      continue
    }
    const [who, page] =
      signer === 'prescriber' ? (['prescriber', prescriber] as const) : (['therapist', therapist] as const)
    if (page === undefined) throw new Error('This plan asks for a therapist.')
    await doorOf(page).signIn.stepUp.mutate({ password: passwordOf(who) })
    await doorOf(page).plan.sign.mutate({ id, ...shown, signer })
  }
}

function draftOf({ id, version, phases, modality, drug }: Shelf['held'][number], today: string) {
  const dosing = phases.find((phase) => phase.key === 'dosing')
  const [doses, minGapHours] = [dosing?.count.value ?? 1, dosing?.minGapHours.value ?? 0]
  const courseDays = Math.max(dosing?.windowDays?.min.value ?? 1, Math.ceil(((doses - 1) * minGapHours) / 24))
  const isCourse = modality === 'kap'
  return planDraft.parse({
    protocolId: id,
    protocolVersion: version,
    indication: {
      text: 'Major depressive disorder, recurrent, moderate',
      coding: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'F33.1' },
    },
    goals: [{ measure: 'PHQ-9', aim: 'response' }],
    dose: rangeOf(drug.dose),
    doses,
    courseDays,
    minGapHours,
    preparationSessions: isCourse ? 1 : 0,
    integrationPerDose: isCourse ? 1 : 0,
    boosters: [],
    intention: isCourse ? 'To sleep again' : '',
    touch: { permission: 'refused', kinds: [], limits: '' },
    recording: 'refused',
    music: '',
    eyeShades: 'offered',
    support: { name: 'Jo Tamsin', relationship: 'sister', phone: '518-555-0110' },
    stopRules: ['Blood pressure that stays high'],
    reviewBy: plusPeriod(today as never, 'P6M'),
    patientLimits: [],
  })
}

/** The whole range of the protocol, as it measures its dose. */
function rangeOf(dose: Shelf['held'][number]['drug']['dose']) {
  const [least, most] = [dose.min.value ?? 0, dose.max.value ?? 0]
  return dose.kind === 'weight'
    ? { kind: 'per-kg', leastMcgPerKg: least, mostMcgPerKg: most }
    : { kind: 'amount', leastMcg: least, mostMcg: most }
}
