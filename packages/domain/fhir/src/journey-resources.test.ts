import { firstAppointmentTypes } from '@holdspace/clinic/scheduling/appointment-types'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { appointmentId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { describe, expect, test } from 'vitest'
import { signedVersion } from './care-plan.ts'
import { type ChargeSheetRecord, chargeItems } from './charge-item.ts'
import { selfPayCoverage } from './coverage.ts'
import { invoiceResource } from './invoice.ts'
import { emergencyContactPerson, escortPerson, representativePerson } from './related-person.ts'
import type { FhirResource } from './resource-types.ts'
import { courseRequests, referralRequest } from './service-request.ts'
import { marigold, ramonId } from './testing/marigold-session.ts'
import { ownIssues } from './testing/own-checks.ts'
import { content, planOf, signedAt, version } from './testing/ramons-plan.ts'
import { contact, issued, referred, sheet } from './testing/ramons-way.ts'
import { profileValidator, r4Validator, usCorePackage } from './testing/validator.ts'

const usCore = usCorePackage()
const validate = usCore === null ? r4Validator() : profileValidator(usCore)
const issuesOf = (resource: FhirResource) => [...validate(resource), ...ownIssues(resource, usCore)]
const labelsOf = (resource: FhirResource) => (resource.meta.security ?? []).map(({ code }) => code)

const at = instant.parse('2026-07-20T13:00:00.000Z')
const ordered = (plan = planOf(version(1, true))) => {
  const signed = signedVersion(plan)
  return signed === null ? [] : courseRequests(plan, signed, marigold)
}

describe('given a referral and a plan, when they are told as ServiceRequests', () => {
  test('then each is valid R4 and US Core 6.1.0', () => {
    const requests = [referralRequest(referred, marigold), ...ordered()]
    expect(requests).toHaveLength(3)
    for (const request of requests) expect(issuesOf(request)).toEqual([])
  })

  test('then the referral is dated from when it came, and says that it is about the mind', () => {
    const request = referralRequest(referred, marigold)
    expect(request).toMatchObject({ authoredOn: '2026-06-02T09:00:00.000-04:00', status: 'completed' })
    expect(labelsOf(request)).toContain('PSY')
  })

  test('then the plan orders its sessions and the hours of psychotherapy around them, by the prescriber who signed', () => {
    const [course, therapy] = ordered()
    const requester = { display: 'Dr Helen Ames' }
    expect(course).toMatchObject({ status: 'active', quantityQuantity: { value: 6 }, requester })
    expect(therapy).toMatchObject({
      quantityQuantity: { value: 7 },
      requester,
      reasonCode: [{ text: content.indication.text }],
    })
  })

  test('then an infusion alone orders no psychotherapy', () => {
    const infusion = { ...version(1, true), content: { ...content, track: 'infusion' as const } }
    expect(ordered(planOf(infusion))).toHaveLength(1)
  })

  test('then they stand as the plan stands', () => {
    expect(ordered(planOf(version(2, false), version(1, true)))[0]?.status).toBe('on-hold')
    const ended = (ending: 'stopped' | 'completed') =>
      ordered({ ...planOf(version(1, true)), ended: { at: signedAt, ending, words: 'x', byName: 'y' } })[0]?.status
    expect([ended('stopped'), ended('completed')]).toEqual(['revoked', 'completed'])
  })

  test('then intention, touch, music, support and stop rules stay with the care team (RULINGS 10)', () => {
    expect(JSON.stringify(ordered()).toLowerCase()).not.toContain('heliotrope')
  })
})

const [kapVisit] = firstAppointmentTypes.filter(({ key }) => key === 'kap-im')
if (kapVisit === undefined) throw new Error('The kind is gone.')
const visit = {
  appointmentId: appointmentId.parse('01980000-0000-7000-8000-0000000000f1'),
  patientId: ramonId,
  type: kapVisit,
  // Half past eleven in the evening of the 13th, at the clinic.
  startsAt: instant.parse('2026-07-14T03:30:00.000Z'),
  status: 'booked' as const,
  escort: { name: 'Bao Tran', phone: '518-555-0163', relationship: 'husband', namedAt: at },
}
const signedFor = {
  consentId: '01980000-0000-7000-8000-000000000c77',
  patientId: ramonId,
  name: 'Eva Ortiz',
  relation: 'mother',
  signedAt: at,
}

describe('given the people around a patient, when they are told as RelatedPersons', () => {
  test('then each is valid R4 and US Core 6.1.0, also with nothing but a name', () => {
    const all = [
      emergencyContactPerson(ramonId, contact, marigold),
      emergencyContactPerson(ramonId, { name: 'Lu', relation: '', phone: '' }, marigold),
      escortPerson(visit, marigold),
      representativePerson(signedFor, marigold),
    ]
    for (const person of all) expect(person === null ? ['nobody'] : issuesOf(person)).toEqual([])
  })

  test('then the emergency contact can be called, and a driver cannot', () => {
    expect(emergencyContactPerson(ramonId, contact, marigold).telecom).toEqual([
      { system: 'phone', value: contact.phone },
    ])
    expect(JSON.stringify(escortPerson(visit, marigold))).not.toContain('0163')
  })

  test('then a driver is named for the day on the clinic’s own clock, and not once the visit is off', () => {
    const day = calendarDate.parse('2026-07-13')
    expect(escortPerson(visit, marigold)).toMatchObject({ active: true, period: { start: day, end: day } })
    expect(escortPerson({ ...visit, status: 'cancelled' }, marigold)?.active).toBe(false)
    expect(escortPerson({ ...visit, escort: null }, marigold)).toBeNull()
  })

  test('then a driver is told only where the treatment is', () => {
    const driver = escortPerson(visit, marigold)
    expect(driver === null ? [] : labelsOf(driver)).toContain('PSY')
    expect(labelsOf(emergencyContactPerson(ramonId, contact, marigold))).toEqual(['N'])
  })
})

describe('given what somebody is charged, when it is told', () => {
  test('then Coverage is valid US Core 6.1.0, ChargeItem and Invoice valid R4', () => {
    const coverage = selfPayCoverage({ patientId: ramonId, mrn: '10017', since: calendarDate.parse('2026-07-01') })
    for (const resource of [coverage, ...chargeItems(sheet, marigold), invoiceResource(issued, marigold)]) {
      expect(issuesOf(resource)).toEqual([])
    }
  })

  test('then a charge is the clinic’s own code, words, units and amount, to the cent', () => {
    expect(chargeItems(sheet, marigold)).toMatchObject([
      { status: 'billable', quantity: { value: 1 }, priceOverride: { value: 450, currency: 'USD' } },
      { quantity: { value: 4, unit: '10 mg' }, priceOverride: { value: 19.99 } },
    ])
  })

  test('then neither payers’ codes nor why something was charged leave the practice', () => {
    expect(JSON.stringify(chargeItems(sheet, marigold))).not.toMatch(/96365|heliotrope/)
  })

  test('then what was charged in error stays as such, and what was invoiced is billed', () => {
    const status = (rest: Partial<ChargeSheetRecord>) => chargeItems({ ...sheet, ...rest }, marigold)[0]?.status
    expect([status({ isVoided: true, isInvoiced: true }), status({ isInvoiced: true })]).toEqual([
      'entered-in-error',
      'billed',
    ])
  })

  test('then an invoice says what a package covered and what was left to pay', () => {
    expect(invoiceResource(issued, marigold)).toMatchObject({
      status: 'issued',
      totalNet: { value: 19.99 },
      lineItem: [{ priceComponent: [{ amount: { value: 450 } }, { type: 'deduction', amount: { value: -450 } }] }, {}],
    })
    expect(invoiceResource({ ...issued, isVoided: true }, marigold).status).toBe('cancelled')
  })

  test('then charges are told only where the treatment is: their words name it', () => {
    for (const resource of [...chargeItems(sheet, marigold), invoiceResource(issued, marigold)]) {
      expect(labelsOf(resource)).toContain('PSY')
    }
  })
})
