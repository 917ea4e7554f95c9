import { actAs } from '@holdspace/fixture-clinic/act-as'
import { maraQuist, theoLind } from '@holdspace/fixture-clinic/people'
import type { TestHouse } from '@holdspace/fixture-clinic/test-house'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { patientId } from '@holdspace/kit/ids'
import { registerPerson } from '@holdspace/use-cases/people/register-person'

const form = {
  family: 'Winter',
  given: 'Robin',
  preferredName: '',
  sex: 'unknown',
  pronouns: '',
  phone: '',
  email: '',
  addressLine: '',
  city: '',
  state: '',
  postalCode: '',
  language: '',
  emergencyName: '',
  emergencyRelation: '',
  emergencyPhone: '',
} as const

/** Somebody who came to the desk without a referral, and of whom nothing is known yet. */
export async function seedChart({ house, clock }: TestHouse): Promise<string> {
  const whose = patientId.parse(house.newId())
  const registered = await registerPerson(house, actAs(theoLind, clock.now), {
    patientId: whose,
    registration: { birthDate: calendarDate.parse('1990-05-05'), form },
    notTheSamePersonBecause: '',
  })
  if (!registered.ok) throw new Error(registered.refusal.sentence)
  return whose
}

const problem = '018f0000-0000-7000-8000-00000000fac7'
const weight = '018f0000-0000-7000-8000-00000000fa6e'
const change = '018f0000-0000-7000-8000-00000000de7a'

/** Every procedure on what staff keep true of a person, in an order in which each can be asked. */
export function chartQuestions(newId: () => string, there: () => string) {
  const whose = () => ({ patientId: there() })
  return {
    'people.details': { who: theoLind, input: whose },
    'people.editDetails': {
      who: theoLind,
      input: () => ({
        id: change,
        ...whose(),
        form: { ...form, pronouns: 'they/them' },
        seenChange: null,
        keepsFormerName: false,
      }),
    },
    'people.correctBirthDate': {
      who: theoLind,
      input: () => ({
        id: newId(),
        ...whose(),
        birthDate: '1984-02-02',
        reason: 'Passport',
        seenChange: change,
      }),
    },
    'people.register': {
      who: theoLind,
      input: () => ({
        patientId: newId(),
        registration: { birthDate: '1990-05-05', form: { ...form, family: 'Sommer' } },
      }),
    },
    'people.health': { who: maraQuist, input: whose },
    'people.recordFact': {
      who: maraQuist,
      input: () => ({ id: problem, ...whose(), fact: { kind: 'problem', named: { how: 'words', text: 'Tinnitus' } } }),
    },
    'people.stateFact': {
      who: maraQuist,
      input: () => ({
        id: newId(),
        ...whose(),
        kind: 'problem',
        factId: problem,
        says: 'entered-in-error',
        seen: 'active',
        reason: 'That was her sister',
      }),
    },
    'people.reviewList': {
      who: maraQuist,
      input: () => ({ id: newId(), ...whose(), list: 'allergy', says: 'none-known', seen: [] }),
    },
    'people.recordWeight': {
      who: maraQuist,
      input: () => ({
        id: weight,
        ...whose(),
        measuredAt: null,
        reading: {
          thousandths: 70_000,
          unit: 'kg',
          again: 70_000,
          height: { thousandths: 168_000, unit: 'cm' },
          readBack: '70\u00a0kg, that is 154.3\u00a0lb',
        },
      }),
    },
    'people.takeBackWeight': {
      who: maraQuist,
      input: () => ({ id: newId(), ...whose(), weightId: weight, reason: 'Wrong scale' }),
    },
  }
}
