import type { StaffActor } from '@holdspace/clinic/access/actor'
import { type CareTeamPeriodId, careTeamPeriodId } from '@holdspace/clinic/care-team/care-team'
import { decideJoin } from '@holdspace/clinic/care-team/change-team'
import { careTeamParts } from '@holdspace/clinic/care-team/parts'
import { isInForce } from '@holdspace/clinic/consent/states'
import { membersOf } from '@holdspace/db/account-store'
import { recordAccess } from '@holdspace/db/audit-store'
import { addCareTeamPeriod, careTeamOf, setGuestReach } from '@holdspace/db/care-team-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { calendarDate, dateInZone, formatDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type AccountId, type MembershipId, membershipId, type PatientId, patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { readTherapistRelease } from '../consent/read-consent-standing.ts'
import type { House } from '../house.ts'
import { accessBy, type Occasion, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { writeCareFhir } from '../plan/care-fhir.ts'
import { journal } from '../sign-in/account-journal.ts'
import { loginsChangedTopic } from '../sign-in/sign-out.ts'

export const addToCareTeamInput = z.strictObject({
  /** Made once per intention: sent twice, it is recorded once. */
  periodId: careTeamPeriodId,
  patientId,
  membershipId,
  part: z.enum(careTeamParts),
  startsOn: calendarDate,
  until: calendarDate.nullable(),
  reason: z.string().trim().min(3).max(300),
  /** For an outside therapist: how the patient released information to them, where it was not signed here. */
  release: z.string().trim().min(3).max(300).nullable(),
})

type TeamHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl' | 'announce' | 'hashing'>

/** What: somebody joins one patient's team for a time. An outside therapist thereby reaches that patient, and nobody else. */
export async function addToCareTeam(
  house: TeamHouse,
  actor: StaffActor,
  input: z.output<typeof addToCareTeamInput>,
): Promise<Decision<{ readonly periodId: CareTeamPeriodId }>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId } = actor
  const members = await membersOf(house.db, practiceId)
  const member = members.find((one) => one.membershipId === input.membershipId)
  const added = await inPractice(house.db, practiceId, async (tx) => {
    const periods = await careTeamOf(tx, practiceId, input.patientId)
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    if (periods.some((period) => period.periodId === input.periodId)) return accept({ periodId: input.periodId })
    if (member === undefined) return refuse(noSuchMember)
    const signed = input.part === 'outside-therapist' ? await signedRelease(tx, house, { now, refs }, input) : null
    const release = signed ?? input.release
    const decided = decideJoin({ ...input, release, actor, today, member, periods })
    if (!decided.ok) return decided
    await addCareTeamPeriod(tx, practiceId, {
      ...input,
      memberName: member.displayName,
      release: input.part === 'outside-therapist' ? release : null,
      recordedAt: now,
      recordedBy: actor.membershipId,
      recordedByName: actor.displayName,
    })
    if (input.part === 'outside-therapist') await openToGuest(tx, house, actor, member, input.patientId)
    await writeCareFhir(tx, input.patientId, refs)
    const details = { periodId: input.periodId, part: input.part, membershipId: input.membershipId }
    const touched = { act: 'team.change', at: now, patientId: input.patientId, details }
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ periodId: input.periodId })
  })
  if (added.ok && input.part === 'outside-therapist') house.announce(loginsChangedTopic)
  return added
}

/** The release signed here, in words, where one is in force; otherwise the paper has to be named. */
async function signedRelease(
  tx: Tx,
  house: TeamHouse,
  { now, refs }: Pick<Occasion, 'now' | 'refs'>,
  asked: { readonly patientId: PatientId; readonly membershipId: MembershipId },
): Promise<string | null> {
  const place = { practiceId: refs.practiceId, zone: refs.zone, at: now }
  const { state, signature } = await readTherapistRelease(tx, house, place, asked)
  if (!isInForce(state) || signature === null) return null
  return `Release signed here on ${formatDate(dateInZone(signature.signedAt, refs.zone))}`
}

/** Privilege changed, so the account's own history says so as well (45 CFR 170.210(e)). */
async function openToGuest(
  tx: Tx,
  house: Pick<House, 'clock' | 'newId'>,
  actor: StaffActor,
  guest: { readonly membershipId: MembershipId; readonly accountId: AccountId },
  id: PatientId,
): Promise<void> {
  await setGuestReach(tx, actor.practiceId, guest.membershipId, id, true)
  await journal(tx, house, {
    kind: 'member-changed',
    accountId: guest.accountId,
    practiceId: actor.practiceId,
    byAccountId: actor.accountId,
    detail: 'guestPatients',
  })
}

const noSuchMember = {
  family: 'not-found',
  code: 'member-not-found',
  sentence: 'There is no such member in this practice.',
  field: 'membershipId',
} as const
