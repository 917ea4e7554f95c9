import { calendarDate } from '@holdspace/kit/calendar-date'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ames, nurse, okafor, staff, today } from '../../testing/screening-people.ts'
import type { ReferredPerson } from '../referral/referral-content.ts'
import { detailChanges, detailsForm, formOf, touchesIdentity, withDetails } from './change-details.ts'
import { decideRegistration } from './register-person.ts'

const ana: ReferredPerson = {
  family: 'Rivera',
  given: ['Ana', 'Lucía'],
  otherNames: ['Ana Soto'],
  birthDate: calendarDate.parse('1985-07-14'),
  sex: 'female',
  genderIdentity: 'Woman',
  race: { codings: [], text: 'Other' },
  language: { system: 'urn:ietf:bcp:47', code: 'es-US', display: 'Spanish (United States)' },
  addresses: [
    { lines: ['4 Mill Road'], city: 'Hudson', state: 'NY', postalCode: '12534', country: 'US' },
    { lines: ['PO Box 9'], city: 'Hudson' },
  ],
  telecoms: [
    { system: 'phone', value: '518-555-0100', use: 'home' },
    { system: 'phone', value: '518-555-0101', use: 'mobile' },
    { system: 'email', value: 'ana@patients.example' },
  ],
}
const edit = (changes: Partial<ReturnType<typeof formOf>>, keepsFormer = false) =>
  withDetails(ana, { ...formOf(ana), ...changes }, keepsFormer)

describe('a person’s details', () => {
  it('given nothing is edited, then nothing changes, whatever the person holds', () => {
    expect(edit({})).toEqual(ana)
    expect(detailChanges(ana, edit({}))).toEqual([])
    const text = fc.string({ maxLength: 20 }).map((one) => one.trim())
    fc.assert(
      fc.property(text, text, text, (preferredName, pronouns, city) => {
        const person = edit({ preferredName, pronouns, city })
        expect(withDetails(person, formOf(person), true)).toEqual(person)
      }),
    )
  })

  it('given a phone is edited, then it alone changes; other phones and the country of an unedited address stay', () => {
    const after = edit({ phone: '518-555-0199' })
    expect(after.telecoms).toEqual([{ system: 'phone', value: '518-555-0199', use: 'home' }, ...ana.telecoms.slice(1)])
    expect(after.addresses).toEqual(ana.addresses)
    expect(detailChanges(ana, after)).toEqual([{ part: 'phone', before: '518-555-0100', after: '518-555-0199' }])
  })

  it('given one line of an address is edited, then its other lines and its country stay', () => {
    const after = edit({ city: 'Kingston' }).addresses[0]
    expect(after).toEqual({ lines: ['4 Mill Road'], city: 'Kingston', state: 'NY', postalCode: '12534', country: 'US' })
  })

  it('given parts are emptied, then they are gone and the change says what stood there', () => {
    const after = edit({ email: '', addressLine: '', city: '', state: '', postalCode: '', language: '' })
    expect(after).toMatchObject({ addresses: [{ lines: ['PO Box 9'] }] })
    expect(after).not.toHaveProperty('language')
    expect(detailChanges(ana, after).map(({ part }) => part)).toEqual(['email', 'address', 'language'])
  })

  it('given a name changed, then it stays findable where it is a former name, and not where it was a slip', () => {
    expect(edit({ family: 'Rivera-Kent' }, true).otherNames).toEqual(['Ana Soto', 'Ana Lucía Rivera'])
    expect(edit({ family: 'Rivero' }).otherNames).toEqual(['Ana Soto'])
    expect(touchesIdentity(detailChanges(ana, edit({ given: 'Anna' })))).toBe(true)
    expect(touchesIdentity(detailChanges(ana, edit({ preferredName: 'Annie' })))).toBe(false)
  })

  it('given a language the forms speak, then it has its tag; another is kept in words', () => {
    expect(edit({ language: 'spanish' }).language).toMatchObject({ code: 'es', display: 'Spanish' })
    expect(edit({ language: 'Mixtec' }).language).toMatchObject({ code: 'und', display: 'Mixtec' })
  })

  it('given no phone number and no mail address, then the field says so', () => {
    const refusedIn = (changes: object) => detailsForm.safeParse({ ...formOf(ana), ...changes }).error?.issues[0]?.path
    expect(refusedIn({})).toBeUndefined()
    expect(refusedIn({ phone: '', email: '', emergencyPhone: '' })).toBeUndefined()
    expect(refusedIn({ phone: 'call her' })).toEqual(['phone'])
    expect(refusedIn({ phone: '518.555.0100 ext. 12' })).toBeUndefined()
    expect(refusedIn({ email: 'ana at home' })).toEqual(['email'])
  })
})

describe('a chart opened by hand', () => {
  const register = (changes: object = {}, birthDate = '1990-02-28', actor = nurse, minors = false) => {
    const form = { ...formOf(ana), ...changes }
    const registration = { birthDate: calendarDate.parse(birthDate), form }
    const decided = decideRegistration({ actor, today, registration, minors })
    return decided.ok ? 'accepted' : decided.refusal.code
  }

  it('needs both names and a birth date somebody can have', () => {
    expect(register()).toBe('accepted')
    expect(register({ family: '' })).toBe('name-missing')
    expect(register({ given: '' })).toBe('name-missing')
    expect(register({}, '2026-11-23')).toBe('not-a-birth-date')
    expect(register({}, '1900-01-01')).toBe('not-a-birth-date')
  })

  it('is of a grown-up, unless the practice treats minors (RULINGS 21)', () => {
    expect(register({}, '2008-11-23')).toBe('under-18')
    expect(register({}, '2008-11-22')).toBe('accepted')
    expect(register({}, '2008-11-23', nurse, true)).toBe('accepted')
  })

  it('is opened by the front desk, a nurse or a prescriber', () => {
    for (const actor of [ames, staff('front-desk', 5)]) expect(register({}, '1990-02-28', actor)).toBe('accepted')
    for (const actor of [okafor, staff('biller', 6)])
      expect(register({}, '1990-02-28', actor)).toBe('may-not-patient-register')
  })
})
