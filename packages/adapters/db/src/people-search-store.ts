import { foldName } from '@holdspace/clinic/people/fold-name'
import type { PersonOnFile } from '@holdspace/clinic/referral/duplicates'
import type { ReferredIdentifier, ReferredPerson } from '@holdspace/clinic/referral/referral-content'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { type PatientId, type PracticeId, patientId } from '@holdspace/kit/ids'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Tx } from './database.ts'
import { type PatientRow, patientRow } from './patient-store.ts'
import { patient, patientIdentifier } from './schema/people.ts'

/** What people are searched by: words of a name, a birth date, a record number. All given must fit. */
export interface PeopleQuery {
  /** Folded words; each is the beginning of a word of the person's names. */
  readonly words: readonly string[]
  readonly birthDate: string | null
  /** This clinic's number or a partner's. */
  readonly recordNumber: string | null
  /** Either all the words fit, or the number does. */
  readonly namesOrNumbers: readonly { readonly words: readonly string[]; readonly number: string }[]
  /** Only these people (a guest's named patients); null for no limit. */
  readonly among: readonly PatientId[] | null
}

/** Where the page before ended. */
export interface PeopleCursor {
  readonly familyFolded: string
  readonly givenFolded: string
  readonly id: string
}

export interface PeoplePage {
  readonly people: readonly Omit<PatientRow, 'identifiers'>[]
  readonly next: PeopleCursor | null
}

/** In order of name, from after `cursor`, at most `limit`. One statement; every condition reaches an index. */
export async function searchPatients(
  tx: Tx,
  practiceId: PracticeId,
  query: PeopleQuery,
  cursor: PeopleCursor | null,
  limit: number,
): Promise<PeoplePage> {
  const rows = await tx
    .select()
    .from(patient)
    .where(peopleCondition(practiceId, query, cursor))
    .orderBy(patient.familyFolded, patient.givenFolded, patient.id)
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    people: page.map(patientRow),
    next: last === undefined ? null : { familyFolded: last.familyFolded, givenFolded: last.givenFolded, id: last.id },
  }
}

function peopleCondition(practiceId: PracticeId, query: PeopleQuery, cursor: PeopleCursor | null): SQL | undefined {
  return and(
    eq(patient.practiceId, practiceId),
    ...query.words.map((word) => sql`${patient.id} in (${withWord(practiceId, word)})`),
    query.birthDate === null ? undefined : eq(patient.birthDate, query.birthDate),
    query.recordNumber === null ? undefined : sql`${patient.id} in (${withNumber(practiceId, query.recordNumber)})`,
    ...query.namesOrNumbers.map(
      ({ words, number }) =>
        sql`${patient.id} in ((${withAllWords(practiceId, words)}) union all ${withNumber(practiceId, number)})`,
    ),
    query.among === null ? undefined : inArray(patient.id, query.among.length === 0 ? [nobody] : [...query.among]),
    cursor === null
      ? undefined
      : sql`(${patient.familyFolded}, ${patient.givenFolded}, ${patient.id}) > (${cursor.familyFolded}, ${cursor.givenFolded}, ${cursor.id}::uuid)`,
  )
}

/** An id nobody has: a list of nobody must find nobody, not everybody. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** Prefix as a range: the highest code point closes it, because COLLATE "C" compares bytes. */
function withWord(practiceId: PracticeId, word: string): SQL {
  return sql`select patient_id from clinic.patient_name_token
    where practice_id = ${practiceId} and token >= ${word} and token < ${`${word}\u{10ffff}`}`
}

function withAllWords(practiceId: PracticeId, words: readonly string[]): SQL {
  return words.length === 0
    ? sql`select null::uuid where false`
    : sql.join(
        words.map((word) => withWord(practiceId, word)),
        sql` intersect `,
      )
}

function withNumber(practiceId: PracticeId, number: string): SQL {
  const own = /^\d{1,9}$/.test(number) ? Number(number) : 0
  return sql`select id from clinic.patient where practice_id = ${practiceId} and mrn = ${own}
    union all
    select patient_id from clinic.patient_identifier where practice_id = ${practiceId} and value = ${number}`
}

/**
 * Everybody who could be the same person: by a partner's number, by birth date (also with day and month swapped), or by
 * the same family and first given name. Judging is the domain's (`findDuplicates`).
 */
export async function possiblySamePeople(
  tx: Tx,
  practiceId: PracticeId,
  person: ReferredPerson,
  identifiers: readonly ReferredIdentifier[],
): Promise<PersonOnFile<PatientId>[]> {
  const [year, month, day] = person.birthDate.split('-')
  const swapped = calendarDate.safeParse(`${year}-${day}-${month}`)
  const found = await tx.execute<{ id: string }>(sql`
    select id from clinic.patient where practice_id = ${practiceId} and birth_date = ${person.birthDate}
    union select id from clinic.patient where practice_id = ${practiceId} and birth_date = ${swapped.success ? swapped.data : person.birthDate}
    union ${sameName(practiceId, person)}
    ${sql.join(
      identifiers.map(
        (one) => sql`union select patient_id from clinic.patient_identifier
          where practice_id = ${practiceId} and value = ${one.value} and system = ${one.system}`,
      ),
      sql` `,
    )}
    limit 500`)
  return peopleOnFile(
    tx,
    practiceId,
    found.rows.map((row) => row.id),
  )
}

function sameName(practiceId: PracticeId, person: ReferredPerson): SQL {
  const family = foldName(person.family).replaceAll(' ', '')
  const given = foldName(person.given[0] ?? '').split(' ')[0] ?? ''
  return sql`(select f.patient_id from clinic.patient_name_token f
    join clinic.patient_name_token g on g.practice_id = f.practice_id and g.patient_id = f.patient_id and g.token = ${given}
    where f.practice_id = ${practiceId} and f.token = ${family} limit 200)`
}

async function peopleOnFile(
  tx: Tx,
  practiceId: PracticeId,
  ids: readonly string[],
): Promise<PersonOnFile<PatientId>[]> {
  if (ids.length === 0) return []
  const people = await tx
    .select()
    .from(patient)
    .where(and(eq(patient.practiceId, practiceId), inArray(patient.id, [...ids])))
    .orderBy(patient.mrn)
  const numbers = await tx
    .select()
    .from(patientIdentifier)
    .where(and(eq(patientIdentifier.practiceId, practiceId), inArray(patientIdentifier.patientId, [...ids])))
  return people.map((row) => ({
    id: patientId.parse(row.id),
    mrn: String(row.mrn),
    family: row.family,
    given: row.given,
    otherNames: row.details.otherNames,
    birthDate: calendarDate.parse(row.birthDate),
    sex: row.sex,
    phones: row.details.telecoms.filter((one) => one.system === 'phone').map((one) => one.value),
    identifiers: numbers.filter((one) => one.patientId === row.id),
  }))
}
