import type { AllergyStatus } from '@holdspace/clinic/people/allergy-status'
import type { Concept, ReferredPerson } from '@holdspace/clinic/referral/referral-content'
import type { NewFacts } from '@holdspace/db/fact-store'
import { grams, millimetres } from '@holdspace/kit/amounts'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { type Instant, plusMs } from '@holdspace/kit/instant'

/** Somebody who exists only to make the demo large: the same person for the same number, always. */
export interface GeneratedPerson {
  readonly person: ReferredPerson
  readonly allergyStatus: AllergyStatus
  readonly facts: NewFacts
}

/** Family names nobody of the stories bears, so that the crowd never looks like a duplicate of one of them. */
const families =
  'Abbott Acosta Aldridge Amari Baptiste Barlow Bianchi Boateng Brandt Bui Castellan Chaudhry Cho Corrigan Dacosta Delgado Demir Duarte Eklund Espinoza Fairbank Farouk Fontaine Gallo Ghosh Grady Haddad Hanley Herrera Hollis Ibarra Iqbal Ito Jansen Kamara Kaur Keane Kovacs Lambert Larkin Mahoney Mbeki Medina Moreau Nakano Novak Nwosu Olsen Ortega Pacheco Petrov Pratt Rahman Rinaldi Rourke Santoro Sato Sharma Soto Tadesse Thorne Ueda Varga Villalobos Wexler Yoon Zapata Zielinski'.split(
    ' ',
  )
const women =
  'Ada Aisha Alma Beatriz Carmen Chiara Dalia Edith Elena Esther Fatima Gwen Hana Imani Ivy Jana June Kezia Laila Leonor Marta Mei Nadia Nora Olive Paula Petra Ruth Salma Tessa Una Vera Wanda Yara Zoe'.split(
    ' ',
  )
const men =
  'Abel Amir Anton Bashir Caleb Cyrus Dario Emil Farid Felix Gabriel Hugo Idris Ivan Jonas Kofi Leon Luca Marcus Mateo Nabil Noel Omar Otis Pavel Quinn Rafael Rohan Silas Tariq Tomas Ugo Viktor Wendell Yusuf Zane'.split(
    ' ',
  )

const snomed = 'http://snomed.info/sct'
const rxnorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const concept = (system: string, code: string, text: string): Concept => ({
  text,
  codings: [{ system, code, display: text }],
})

const problems = [
  concept(snomed, '66344007', 'Recurrent major depressive disorder'),
  concept(snomed, '47505003', 'Posttraumatic stress disorder'),
  concept(snomed, '21897009', 'Generalized anxiety disorder'),
  concept(snomed, '59621000', 'Essential hypertension'),
  concept(snomed, '40930008', 'Hypothyroidism'),
  concept(snomed, '37796009', 'Migraine'),
  concept(snomed, '193462001', 'Insomnia'),
] as const
const medicines = [
  { concept: concept(rxnorm, '312938', 'Sertraline 100 MG Oral Tablet'), instructions: '1 tablet each morning' },
  { concept: concept(rxnorm, '314076', 'Lisinopril 10 MG Oral Tablet'), instructions: '1 tablet each morning' },
  {
    concept: concept(rxnorm, '966224', 'Levothyroxine 0.05 MG Oral Tablet'),
    instructions: '1 tablet before breakfast',
  },
  { concept: concept(rxnorm, '993541', 'Bupropion 150 MG Oral Tablet'), instructions: '1 tablet each morning' },
] as const
const penicillin = concept(snomed, '91936005', 'Allergy to penicillin')

const dayMs = 86_400_000

/** The person with this number, as a referral of the year before `now` would describe them. */
export function generatedPerson(number: number, now: Instant): GeneratedPerson {
  const chance = chanceOf(number)
  const among = <T>(all: readonly [T, ...T[]] | readonly T[]): T => {
    const chosen = all[Math.floor(chance() * all.length)]
    if (chosen === undefined) throw new Error('There is nothing to choose from.')
    return chosen
  }
  const sex = among(['female', 'male'] as const)
  const names = sex === 'female' ? women : men
  const person: ReferredPerson = {
    family: among(families),
    given: [among(names), among(names)],
    otherNames: [],
    birthDate: calendarDate.parse(
      `${1942 + Math.floor(chance() * 62)}-${two(1 + chance() * 12)}-${two(1 + chance() * 28)}`,
    ),
    sex,
    addresses: [],
    telecoms: [{ system: 'phone', value: `518-555-${String(number % 10_000).padStart(4, '0')}`, use: 'mobile' }],
  }
  const isAllergic = chance() < 0.2
  return {
    person,
    allergyStatus: isAllergic ? 'known' : among(['none-known', 'none-known', 'not-recorded'] as const),
    facts: { ...factsOf(chance, among, now), allergies: isAllergic ? [allergy] : [] },
  }
}

const allergy: NewFacts['allergies'][number] = {
  sourceId: 'allergy',
  concept: penicillin,
  status: 'active',
  reactions: ['Hives'],
}

function factsOf(chance: () => number, among: <T>(all: readonly T[]) => T, now: Instant): Omit<NewFacts, 'allergies'> {
  const year = () => String(2008 + Math.floor(chance() * 17))
  const diagnosed = new Set([problems[0], among(problems), among(problems)])
  const taken = new Set([among(medicines), among(medicines)])
  const kilograms = 48 + Math.floor(chance() * 62)
  return {
    problems: [...diagnosed].map((one, at) => ({
      sourceId: `problem-${at}`,
      concept: one,
      status: 'active',
      verification: 'confirmed',
      onset: year(),
    })),
    medications: [...taken].map((one, at) => ({ sourceId: `medicine-${at}`, ...one, status: 'active' })),
    measurements: [
      {
        sourceId: 'weight',
        measuredAt: plusMs(now, -Math.floor(30 + chance() * 300) * dayMs),
        precision: 'day',
        weightG: grams.parse(kilograms * 1000),
        heightMm: millimetres.parse(1520 + Math.floor(chance() * 400)),
        entered: `${kilograms} kg`,
      },
    ],
  }
}

const two = (value: number) => String(Math.floor(value)).padStart(2, '0')

/** Numbers in [0, 1) that follow from the seed alone (mulberry32): the same crowd in every installation (UP4). */
function chanceOf(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
