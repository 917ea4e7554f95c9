import type { StaffActor } from '@holdspace/clinic/access/actor'
import { stepUpFresh } from '@holdspace/clinic/access/login-limits'
import { permit } from '@holdspace/clinic/access/permit'
import { detailChanges, detailsForm, touchesIdentity, withDetails } from '@holdspace/clinic/chart/change-details'
import type { ReferredPerson } from '@holdspace/clinic/referral/referral-content'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { changeDetails, detailChangesOf } from '@holdspace/db/details-store'
import { ageInYears, calendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PatientId, patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, type Occasion, occasionOf } from './acting.ts'
import { changeChart } from './change-chart.ts'
import { probableDuplicates, probablyTheSame } from './probable-duplicates.ts'

const because = z.string().trim().max(500).default('')

export const editDetailsInput = z.strictObject({
  /** Made once per intention: sent twice, it is changed once. */
  id: z.uuid(),
  patientId,
  form: detailsForm,
  /** The newest change that was on the screen; where another came since, one looks again. */
  seenChange: z.uuid().nullable(),
  /** A name that changed (marriage) stays findable; a slip of the pen does not. */
  keepsFormerName: z.boolean(),
  notTheSamePersonBecause: because,
})

export const correctBirthDateInput = z.strictObject({
  id: z.uuid(),
  patientId,
  birthDate: calendarDate,
  /** What it was checked against: a passport, an insurance card. */
  reason: z.string().trim().min(3, 'Say what the date was checked against.').max(300),
  seenChange: z.uuid().nullable(),
  notTheSamePersonBecause: because,
})

type DetailsHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>
type Answer = Decision<{ readonly changed: number }>

/** What: front desk, nurse or prescriber changes a person's details; what stood there before stays readable. */
export async function editDetails(
  house: DetailsHouse,
  actor: StaffActor,
  input: z.output<typeof editDetailsInput>,
): Promise<Answer> {
  const occasion = await occasionOf(house, actor)
  const permitted = permit(actor, 'patient.edit', { today: occasion.today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  if (input.form.family === '' && input.form.given === '') return refuse(nameMissing)
  return inPractice(house.db, actor.practiceId, (tx) =>
    change(house, tx, { actor, occasion, input, reason: null }, (person) =>
      withDetails(person, input.form, input.keepsFormerName),
    ),
  )
}

/**
 * What: a birth date that was wrong is corrected. It is one of the two identifiers by which a person is told apart from
 * another, so the password is asked again and the reason says what it was checked against.
 */
export async function correctBirthDate(
  house: DetailsHouse,
  actor: StaffActor,
  input: z.output<typeof correctBirthDateInput>,
): Promise<Answer> {
  const occasion = await occasionOf(house, actor)
  const { birthDate, reason } = input
  const permitted = permit(actor, 'patient.edit', { today: occasion.today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  const fresh = stepUpFresh(actor, occasion.now)
  if (!fresh.ok) return fresh
  const years = ageInYears(birthDate, occasion.today)
  if (birthDate > occasion.today || years > 120) return refuse(notABirthDate)
  return inPractice(house.db, actor.practiceId, (tx) =>
    change(house, tx, { actor, occasion, input, reason }, (person) => ({ ...person, birthDate })),
  )
}

interface Changing {
  readonly actor: StaffActor
  readonly occasion: Occasion
  readonly input: {
    readonly id: string
    readonly patientId: PatientId
    readonly seenChange: string | null
    readonly notTheSamePersonBecause: string
  }
  readonly reason: string | null
}

async function change(
  house: DetailsHouse,
  tx: Tx,
  { actor, occasion: { now, refs }, input, reason }: Changing,
  next: (person: ReferredPerson) => ReferredPerson,
): Promise<Answer> {
  const { practiceId } = actor
  const { id: changeId, patientId: whose, notTheSamePersonBecause } = input
  return changeChart(tx, whose, refs, async ({ patient }) => {
    const earlier = await detailChangesOf(tx, practiceId, whose)
    const before = earlier.filter((one) => one.changeId === changeId)
    if (before.length > 0) return accept({ changed: before.length })
    if ((earlier[0]?.changeId ?? null) !== input.seenChange) return refuse(changedMeanwhile)
    const person = next(patient.person)
    const changes = detailChanges(patient.person, person)
    if (changes.length === 0) return refuse(nothingChanged)
    if (touchesIdentity(changes) && notTheSamePersonBecause.length < 3) {
      const found = await probableDuplicates(tx, practiceId, person, whose)
      if (found.length > 0) return refuse(probablyTheSame(found))
    }
    const why = [reason ?? '', notTheSamePersonBecause].filter((part) => part !== '').join('. Not the same person: ')
    const signed = { at: now, by: actor.membershipId, byName: actor.displayName }
    const act = { changeId, patientId: whose, person, changes, source: 'staff' as const, newId: house.newId }
    await changeDetails(tx, practiceId, { ...signed, ...act, reason: why === '' ? null : why })
    const details = { parts: changes.map(({ part }) => part) }
    const touched = { act: 'patient.edit', at: now, patientId: whose, details } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept({ changed: changes.length })
  })
}

const nameMissing = {
  family: 'invalid',
  code: 'name-missing',
  sentence: 'Enter at least one name.',
  field: 'family',
} as const

const notABirthDate = {
  family: 'invalid',
  code: 'not-a-birth-date',
  sentence: 'Nobody who comes here was born on that day. Check the date.',
  field: 'birthDate',
} as const

const nothingChanged = {
  family: 'unprocessable',
  code: 'nothing-changed',
  sentence: 'Everything stands there already as you entered it.',
} as const

const changedMeanwhile = {
  family: 'conflict',
  code: 'chart-changed',
  sentence: 'The details were changed meanwhile. Load the page again and change what stands there now.',
} as const
