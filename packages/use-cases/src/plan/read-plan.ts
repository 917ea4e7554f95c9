import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { partsOf } from '@holdspace/clinic/care-team/care-team'
import type { MendableStanding } from '@holdspace/clinic/care-team/care-team-standing'
import { type CourseCadence, courseCadence } from '@holdspace/clinic/plan/course-cadence'
import { type CourseRibbon, courseRibbon } from '@holdspace/clinic/plan/course-ribbon'
import { planStanding } from '@holdspace/clinic/plan/plan-standing'
import { type Plan, unsignedBy } from '@holdspace/clinic/plan/plan-version'
import { type PlanLine, planDiff, planLines } from '@holdspace/clinic/plan/plan-words'
import type { PlanSigner } from '@holdspace/clinic/plan/signers'
import { allAppointmentsOf } from '@holdspace/db/appointment-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { careTeamOf } from '@holdspace/db/care-team-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { factsOf } from '@holdspace/db/fact-store'
import { findPatient, type PatientRow } from '@holdspace/db/patient-store'
import { dosesGivenSince, type GivenInSession } from '@holdspace/db/plan-doses-store'
import { plansOf } from '@holdspace/db/plan-store'
import { findProtocol, listProtocols } from '@holdspace/db/protocol-store'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PracticeId, patientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import { notInForce } from '@holdspace/protocols/life-cycle'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import type { May } from '../people/read-chart.ts'
import { cadenceFacts, courseVisit } from './read-cadence.ts'
import { firstProposed } from './read-plan-standing.ts'

export const readPlanInput = z.strictObject({ patientId })

export interface PlanVersionView {
  readonly version: number
  readonly lines: readonly PlanLine[]
  /** What changed against the version before, in words; empty for the first. */
  readonly diff: readonly string[]
  readonly owed: readonly PlanSigner[]
}

export interface PlanView {
  readonly today: CalendarDate
  readonly zone: string
  readonly patientName: string
  /** The plan that counts; null when there never was one. */
  readonly plan: Plan | null
  readonly versions: readonly PlanVersionView[]
  readonly earlier: readonly Plan[]
  readonly standing: MendableStanding
  readonly ribbon: CourseRibbon | null
  /** When the next session belongs and why; null while no plan runs. */
  readonly cadence: CourseCadence | null
  readonly may: {
    readonly propose: May
    readonly setLimits: boolean
    readonly sign: { readonly [S in Exclude<PlanSigner, 'patient'>]: May }
    readonly takePatientSignature: May
    readonly end: May
  }
  /** What a plan can be made with: protocols in force today, and the person's problems as indications. */
  readonly choices: {
    readonly protocols: readonly ProtocolVersion[]
    readonly indications: readonly {
      readonly text: string
      readonly coding?: { readonly system: string; readonly code: string }
    }[]
  }
}

/** What: somebody of the care team reads the plan, with what may be done about it next and why not. */
export async function readPlan(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readPlanInput>,
): Promise<Decision<PlanView>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'plan.read', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const patient = await findPatient(tx, practiceId, input.patientId)
    if (patient === null) return refuse(noSuchPatient)
    const [plan = null, ...earlier] = await plansOf(tx, practiceId, input.patientId)
    const given = plan === null ? [] : await dosesGivenSince(tx, practiceId, input.patientId, firstProposed(plan))
    const course =
      plan === null ? null : await courseNow(tx, practiceId, { plan, earlier, given, zone: refs.zone, now })
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'plan.read', at: now, ...input }))
    return accept({
      today,
      zone: refs.zone,
      patientName: [...patient.person.given, patient.person.family].join(' '),
      plan,
      versions: plan === null ? [] : versionViews(plan),
      earlier,
      standing: planStanding({ plan, today, dosesGiven: given.filter((one) => !one.isRunning).length }),
      ribbon: course?.ribbon ?? null,
      cadence: course?.cadence ?? null,
      may: await mayOf(tx, actor, patient, today),
      choices: await choicesOf(tx, actor, patient, today),
    })
  })
}

interface RunningCourse {
  readonly plan: Plan
  readonly earlier: readonly Plan[]
  readonly given: readonly GivenInSession[]
  readonly zone: string
  readonly now: Instant
}

/** The ribbon and, while the plan runs, the cadence: both by the same visits, those since the last course ended. */
async function courseNow(tx: Tx, practiceId: PracticeId, { plan, earlier, given, zone, now }: RunningCourse) {
  const ends = earlier.flatMap((one) => (one.ended === null ? [] : [one.ended.at])).toSorted()
  const since = ends.at(-1) ?? null
  const all = await allAppointmentsOf(tx, practiceId, plan.versions[0].patientId)
  const rows = since === null ? all : all.filter((row) => row.startsAt > since)
  const { content } = plan.versions[0]
  const protocol = await findProtocol(tx, content.protocolId, content.protocolVersion)
  const consultation = protocol?.phases.find((phase) => phase.key === 'consultation')
  const visits = rows.map((row) => courseVisit(row, zone))
  const consultations = consultation !== undefined && 'minCompleted' in consultation ? consultation.minCompleted : null
  const today = dateInZone(now, zone)
  const asked = { content, given, zone, visits, today, consultations: consultations?.value ?? 0 }
  const facts = await cadenceFacts(tx, { plan, given, visits: rows }, { zone, now })
  return { ribbon: courseRibbon(asked), cadence: plan.ended === null ? courseCadence(facts) : null }
}

function versionViews(plan: Plan): readonly PlanVersionView[] {
  return plan.versions.map((version, at) => {
    const before = plan.versions[at + 1]
    return {
      version: version.version,
      lines: planLines(version.content),
      diff: before === undefined ? [] : planDiff(before.content, version.content),
      owed: unsignedBy(version),
    }
  })
}

async function mayOf(tx: Tx, actor: StaffActor, patient: PatientRow, today: CalendarDate): Promise<PlanView['may']> {
  const { patientId: id } = patient
  const asked = (act: 'plan.propose' | 'plan.sign' | 'plan.take-patient-signature' | 'plan.end'): May => {
    const permitted = permit(actor, act, { today, patientId: id })
    return permitted.ok ? { allowed: true } : { allowed: false, why: permitted.refusal.sentence }
  }
  const parts = partsOf(await careTeamOf(tx, actor.practiceId, id), actor.membershipId, today)
  const signing = asked('plan.sign')
  const on = (isOn: boolean, part: string): May => {
    if (!signing.allowed || isOn) return signing
    return { allowed: false, why: `You are not a ${part} of this person’s care team.` }
  }
  return {
    propose: asked('plan.propose'),
    setLimits: actor.role === 'prescriber',
    sign: {
      prescriber: on(parts.includes('lead-prescriber') || parts.includes('prescriber'), 'prescriber'),
      therapist: on(parts.includes('therapist') || parts.includes('outside-therapist'), 'therapist'),
    },
    takePatientSignature: asked('plan.take-patient-signature'),
    end: asked('plan.end'),
  }
}

async function choicesOf(
  tx: Tx,
  actor: StaffActor,
  patient: PatientRow,
  today: CalendarDate,
): Promise<PlanView['choices']> {
  if (!permit(actor, 'plan.propose', { today, patientId: patient.patientId }).ok) {
    return { protocols: [], indications: [] }
  }
  const { problems } = await factsOf(tx, actor.practiceId, patient.patientId)
  const indications = problems
    .filter((problem) => problem.status !== 'resolved')
    .map(({ concept }) => {
      const [coding] = concept.codings
      return {
        text: concept.text,
        ...(coding?.system === undefined ? {} : { coding: { system: coding.system, code: coding.code } }),
      }
    })
  const protocols = (await listProtocols(tx)).filter((protocol) => notInForce(protocol, today) === null)
  return { protocols, indications }
}
