import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { foldName } from '../people/fold-name.ts'
import type { ReferredIdentifier, ReferredPerson, Sex } from './referral-content.ts'

/** Somebody who is already on file, as far as telling two people apart needs it. */
export interface PersonOnFile<Id extends string = string> {
  readonly id: Id
  /** This clinic's record number, by which the reviewer finds the chart. */
  readonly mrn: string
  readonly family: string
  readonly given: readonly string[]
  readonly otherNames: readonly string[]
  readonly birthDate: CalendarDate
  readonly sex: Sex
  readonly phones: readonly string[]
  readonly identifiers: readonly Pick<ReferredIdentifier, 'system' | 'value'>[]
}

export const likelihoods = ['same-record-number', 'probable', 'possible'] as const
export type Likelihood = (typeof likelihoods)[number]

export interface ProbableDuplicate<Id extends string = string> {
  readonly person: PersonOnFile<Id>
  readonly likelihood: Likelihood
  readonly score: number
  /** What speaks for the same person, in words. */
  readonly agrees: readonly string[]
  /** What speaks against it, in words. */
  readonly differs: readonly string[]
}

/**
 * Who on file may be the person of this referral, likeliest first. Shown to a person, who decides; nothing is ever
 * merged by score (M17, FHIR rule 8). The weights follow how seldom two different people agree in a field.
 */
export function findDuplicates<Id extends string>(
  person: ReferredPerson,
  identifiers: readonly ReferredIdentifier[],
  onFile: readonly PersonOnFile<Id>[],
): ProbableDuplicate<Id>[] {
  return onFile
    .map((candidate) => compare(person, identifiers, candidate))
    .filter((found) => found !== undefined)
    .toSorted((one, other) => other.score - one.score)
}

const weights = {
  recordNumber: 100,
  birthDate: 40,
  birthDateSwapped: 20,
  family: 25,
  formerName: 20,
  given: 20,
  givenInitial: 8,
  phone: 15,
  sexDiffers: -15,
} as const

/** From here on two records are likely one person; from the lower one on it is worth a look. */
const probableFrom = 80
const possibleFrom = 60

function compare<Id extends string>(
  person: ReferredPerson,
  identifiers: readonly ReferredIdentifier[],
  candidate: PersonOnFile<Id>,
): ProbableDuplicate<Id> | undefined {
  const findings = [
    recordNumber(identifiers, candidate),
    birthDate(person, candidate),
    familyName(person, candidate),
    givenName(person, candidate),
    phone(person, candidate),
    sex(person, candidate),
  ]
  const score = findings.reduce((sum, finding) => sum + finding.points, 0)
  if (score < possibleFrom) return undefined
  const sameNumber = (findings[0]?.points ?? 0) > 0
  return {
    person: candidate,
    score,
    likelihood: sameNumber ? 'same-record-number' : score >= probableFrom ? 'probable' : 'possible',
    agrees: findings.flatMap((finding) => finding.agrees ?? []),
    differs: findings.flatMap((finding) => finding.differs ?? []),
  }
}

interface Finding {
  readonly points: number
  readonly agrees?: string
  readonly differs?: string
}

function recordNumber(identifiers: readonly ReferredIdentifier[], candidate: PersonOnFile): Finding {
  const same = identifiers.find(
    (one) =>
      one.system !== '' &&
      candidate.identifiers.some((known) => known.system === one.system && known.value === one.value),
  )
  return same === undefined
    ? { points: 0 }
    : { points: weights.recordNumber, agrees: `Same ${same.label.toLowerCase()} from the same sender` }
}

function birthDate(person: ReferredPerson, candidate: PersonOnFile): Finding {
  if (person.birthDate === candidate.birthDate) return { points: weights.birthDate, agrees: 'Same birth date' }
  const [year, month, day] = candidate.birthDate.split('-')
  return person.birthDate === `${year}-${day}-${month}`
    ? {
        points: weights.birthDateSwapped,
        agrees: 'Birth date with day and month swapped',
        differs: 'Birth date differs',
      }
    : { points: 0, differs: 'Birth date differs' }
}

function familyName(person: ReferredPerson, candidate: PersonOnFile): Finding {
  const [referred, known] = [foldName(person.family), foldName(candidate.family)]
  if (referred === known && referred !== '') return { points: weights.family, agrees: 'Same family name' }
  const formerOf = (names: readonly string[], family: string) =>
    family !== '' && names.some((name) => foldName(name).split(' ').includes(family))
  return formerOf(person.otherNames, known) || formerOf(candidate.otherNames, referred)
    ? { points: weights.formerName, agrees: 'Family name is a former or other name' }
    : { points: 0, differs: 'Family name differs' }
}

function givenName(person: ReferredPerson, candidate: PersonOnFile): Finding {
  const referred = foldName(person.given.join(' ')).split(' ')
  const known = foldName(candidate.given.join(' ')).split(' ')
  if (referred[0] === known[0] && referred[0] !== '') return { points: weights.given, agrees: 'Same given name' }
  const sameInitial = referred[0]?.[0] !== undefined && referred[0][0] === known[0]?.[0]
  return sameInitial
    ? { points: weights.givenInitial, agrees: 'Given name has the same initial', differs: 'Given name differs' }
    : { points: 0, differs: 'Given name differs' }
}

function phone(person: ReferredPerson, candidate: PersonOnFile): Finding {
  const digits = (text: string) => text.replace(/\D/g, '').slice(-10)
  const known = candidate.phones.map(digits)
  const same = person.telecoms.some(
    (one) => one.system === 'phone' && digits(one.value).length >= 7 && known.includes(digits(one.value)),
  )
  return same ? { points: weights.phone, agrees: 'Same phone number' } : { points: 0 }
}

function sex(person: ReferredPerson, candidate: PersonOnFile): Finding {
  const bothKnown = person.sex !== 'unknown' && candidate.sex !== 'unknown'
  return bothKnown && person.sex !== candidate.sex
    ? { points: weights.sexDiffers, differs: 'Recorded sex differs' }
    : { points: 0 }
}
