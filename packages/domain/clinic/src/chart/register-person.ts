import { ageInYears, type CalendarDate, calendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import { permit } from '../access/permit.ts'
import type { ReferredPerson } from '../referral/referral-content.ts'
import { detailsForm, withDetails } from './change-details.ts'

/** Somebody who comes without a referral: who they are, as far as it was asked at the desk. */
export const registration = z.strictObject({ birthDate: calendarDate, form: detailsForm })
export type Registration = z.output<typeof registration>

export interface RegistrationQuestion {
  readonly actor: Actor
  readonly today: CalendarDate
  readonly registration: Registration
  /** Whether this practice takes people under 18 (RULINGS 21). */
  readonly minors: boolean
}

/** May a chart be opened by hand, and for whom? Both names and a plausible birth date are asked for: by them a person is found. */
export function decideRegistration({
  actor,
  today,
  registration: asked,
  minors,
}: RegistrationQuestion): Decision<ReferredPerson> {
  const permitted = permit(actor, 'patient.register', { today })
  if (!permitted.ok) return permitted
  const { birthDate, form } = asked
  if (form.family === '') return refuse(missing('family', 'Enter the family name.'))
  if (form.given === '') return refuse(missing('given', 'Enter the given name.'))
  const years = ageInYears(birthDate, today)
  if (birthDate > today || years > 120) return refuse(notABirthDate)
  if (years < 18 && !minors) return refuse(tooYoung)
  const nobody: ReferredPerson = {
    family: '',
    given: [],
    otherNames: [],
    birthDate,
    sex: 'unknown',
    addresses: [],
    telecoms: [],
  }
  return accept(withDetails(nobody, form, false))
}

function missing(field: 'family' | 'given', sentence: string) {
  return { family: 'invalid', code: 'name-missing', sentence, field } as const
}

const notABirthDate = {
  family: 'invalid',
  code: 'not-a-birth-date',
  sentence: 'Nobody who comes here was born on that day. Check the date.',
  field: 'birthDate',
} as const

const tooYoung = {
  family: 'unprocessable',
  code: 'under-18',
  sentence: 'This person is under 18, and this practice treats adults. Check the birth date.',
  field: 'birthDate',
} as const
