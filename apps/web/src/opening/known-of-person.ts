import { listName } from '@holdspace/clinic/people/person-names'
import { formatDate } from '@holdspace/kit/calendar-words'
import type { Answers } from '../outputs.ts'
import type { KnownOfPerson } from './identity-fields.tsx'

type Patient = Answers['people']['chart']['patient']

/** What of a chart can be asked of the person at the door. What the chart does not hold cannot be checked against it. */
export function knownOf({ person, mrn }: Patient): readonly KnownOfPerson[] {
  const phone = person.telecoms.find((one) => one.system === 'phone')?.value
  const address = person.addresses[0]
  const addressText = address === undefined ? '' : [...address.lines, address.city].filter(Boolean).join(', ')
  return [
    { identifier: 'name', label: 'Name', value: listName(person) },
    { identifier: 'birth-date', label: 'Birth date', value: formatDate(person.birthDate) },
    { identifier: 'mrn', label: 'Record number (MRN)', value: mrn },
    ...(phone === undefined ? [] : [{ identifier: 'phone' as const, label: 'Phone', value: phone }]),
    ...(addressText === '' ? [] : [{ identifier: 'address' as const, label: 'Address', value: addressText }]),
    { identifier: 'photo', label: 'Photo', value: 'Photo identity card seen' },
  ]
}
