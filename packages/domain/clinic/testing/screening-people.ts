import { calendarDate } from '@holdspace/kit/calendar-date'
import { accountId, deviceId, loginId, membershipId, patientId, practiceId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import type { Role, StaffActor } from '../src/access/actor.ts'
import {
  contraindicationQuestionIds,
  historyQuestionIds,
  type ScreeningQuestionId,
} from '../src/intake/history-questions.ts'
import type { ScreeningFacts } from '../src/screening/screening-facts.ts'

export const today = calendarDate.parse('2026-11-22')
export const ana = patientId.parse('018f0000-0000-7000-8000-000000000d01')
export const at = (time: string) => instant.parse(`2026-11-22T${time}:00.000Z`)

const licence = {
  kind: 'licence',
  licenceType: 'MD',
  number: 'NY-1',
  expires: calendarDate.parse('2027-01-31'),
} as const

export function staff(role: Role, digit: number, has: Partial<StaffActor> = {}): StaffActor {
  return {
    kind: 'staff',
    accountId: accountId.parse(`018f0000-0000-7000-8000-000000000a0${digit}`),
    membershipId: membershipId.parse(`018f0000-0000-7000-8000-000000000b0${digit}`),
    practiceId: practiceId.parse('018f0000-0000-7000-8000-000000000001'),
    practiceName: 'Marigold House',
    practiceZone: 'America/New_York',
    role,
    duties: [],
    displayName: `${role} ${digit}`,
    credentials: [licence],
    loginId: loginId.parse('018f0000-0000-7000-8000-000000000c01'),
    deviceId: deviceId.parse('018f0000-0000-7000-8000-000000000e01'),
    lastFactorAt: at('13:00'),
    lastStepUpAt: null,
    guestPatients: null,
    ...has,
  }
}

export const ames = staff('prescriber', 1)
export const patel = staff('prescriber', 2)
export const nurse = staff('nurse', 3)
export const okafor = staff('therapist', 4)

/** Questions to which yes is the calm answer. */
const calmYes: readonly ScreeningQuestionId[] = [
  'has-ride-home',
  'adult-at-home-first-night',
  'blood-pressure-controlled',
]

/** Somebody about whom everything was asked and nothing found. */
export function calm(rest: Partial<ScreeningFacts> = {}): ScreeningFacts {
  return {
    birthDate: calendarDate.parse('1985-07-14'),
    today,
    answers: [...historyQuestionIds, ...contraindicationQuestionIds].map((question) => ({
      question,
      answer: calmYes.includes(question) ? 'yes' : 'no',
      at: at('10:00'),
      source: `packet/${question}`,
    })),
    flags: [],
    scores: [],
    settled: [],
    needsHigherCare: { truth: 'no', because: 'Dr Ames decided: go on', source: 'mood-safety/1', at: at('10:00') },
    failedTrials: null,
    ...rest,
  }
}

/** The calm person with some answers changed; `null` takes an answer away. */
export function answering(
  changed: { readonly [Q in ScreeningQuestionId]?: 'yes' | 'no' | 'not-sure' | null },
  rest: Partial<ScreeningFacts> = {},
): ScreeningFacts {
  const facts = calm(rest)
  const answers = facts.answers.flatMap((one) => {
    const given = changed[one.question]
    if (given === undefined) return [one]
    return given === null ? [] : [{ ...one, answer: given }]
  })
  return { ...facts, answers }
}
