import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit, reachablePatients } from '@holdspace/clinic/access/permit'
import { parsePeopleSearch } from '@holdspace/clinic/people/parse-people-search'
import type { Sex } from '@holdspace/clinic/referral/referral-content'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { type PeopleCursor, searchPatients } from '@holdspace/db/people-search-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from './acting.ts'

export const searchPeopleInput = z.strictObject({
  text: z.string().max(200).default(''),
  cursor: z
    .strictObject({ familyFolded: z.string().max(400), givenFolded: z.string().max(400), id: z.uuid() })
    .nullable()
    .default(null),
})

export interface PersonLine {
  readonly patientId: PatientId
  readonly mrn: string
  readonly family: string
  readonly given: readonly string[]
  readonly birthDate: CalendarDate
  readonly sex: Sex
}

export interface PeopleFound {
  readonly today: CalendarDate
  readonly people: readonly PersonLine[]
  readonly next: PeopleCursor | null
  /** How the text was understood, e.g. "born 14-Jul-1985"; null for an empty search. */
  readonly understood: string | null
}

/**
 * What: somebody looks for a person by the beginnings of their names, a birth date or a record number. A guest finds
 * their named patients only (RULINGS 19). The audit row keeps how many were shown, never what was typed.
 */
export async function searchPeople(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof searchPeopleInput>,
): Promise<Decision<PeopleFound>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'people.search', { today })
  if (!permitted.ok) return permitted
  const search = parsePeopleSearch(input.text)
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const query = { ...search, among: reachablePatients(actor) }
    const page = await searchPatients(tx, actor.practiceId, query, input.cursor, 25)
    const touched = { act: 'people.search', at: now, details: { shown: page.people.length } }
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    const people = page.people.map(({ patientId, mrn, person }) => {
      const { family, given, birthDate, sex } = person
      return { patientId, mrn, family, given, birthDate, sex }
    })
    return accept({ today, people, next: page.next, understood: search.understood })
  })
}
