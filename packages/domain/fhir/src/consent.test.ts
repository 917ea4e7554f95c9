import { calendarDate } from '@holdspace/kit/calendar-date'
import { instant } from '@holdspace/kit/instant'
import { describe, expect, test } from 'vitest'
import { type ConsentRecord, consentResource } from './consent.ts'
import { ramonId, signedRefs } from './testing/marigold-session.ts'
import { ownIssues } from './testing/own-checks.ts'
import { r4Validator } from './testing/validator.ts'

const validate = r4Validator()
const treatment: ConsentRecord = {
  consentId: '018f0000-0000-7000-8000-00000000c001',
  patientId: ramonId,
  kind: 'treatment-iv',
  version: '1.0.0',
  language: 'en',
  title: 'Consent to ketamine infusion',
  textHash: 'a'.repeat(64),
  signer: { as: 'patient' },
  signedAt: instant.parse('2026-11-21T14:00:00.000Z'),
  lastDay: calendarDate.parse('2027-11-21'),
  withdrawnAt: null,
  terms: null,
}
const release: ConsentRecord = {
  ...treatment,
  kind: 'release-to-partner',
  title: 'Release of my information to Riverside Primary Care',
  lastDay: calendarDate.parse('2027-05-21'),
  terms: {
    recipientId: '018f0000-0000-7000-8000-00000000d001',
    recipientName: 'Riverside Primary Care',
    purpose: 'For my treatment there.',
    what: ['Problems and allergies'],
    from: calendarDate.parse('2026-11-21'),
    until: calendarDate.parse('2027-05-21'),
  },
}
const told = (record: ConsentRecord) => consentResource(record, signedRefs)

describe('a consent as FHIR R4', () => {
  test.each<[string, ConsentRecord]>([
    ['treatment', treatment],
    ['the privacy notice', { ...treatment, kind: 'privacy-notice', lastDay: null }],
    ['a release', release],
    ['a withdrawn release', { ...release, withdrawnAt: instant.parse('2026-12-01T15:00:00.000Z') }],
    ['a consent signed by a guardian', { ...treatment, signer: { as: 'representative' } }],
  ])('given %s, then it is valid', (_what, record) => {
    const resource = told(record)
    if (resource === null) throw new Error('not told')
    expect([...validate(resource), ...ownIssues(resource, null)]).toEqual([])
  })

  test('given a treatment consent, then it names no recipient and is labelled as psychiatric', () => {
    const resource = told(treatment)
    expect(resource?.provision?.actor).toBeUndefined()
    expect(resource?.meta.security?.map(({ code }) => code)).toEqual(['R', 'PSY'])
    expect(resource).toMatchObject({ status: 'active', provision: { period: { end: '2027-11-21' } } })
  })

  test('given a withdrawal, then it is inactive and ends at that minute', () => {
    const resource = told({ ...release, withdrawnAt: instant.parse('2026-12-01T15:00:00.000Z') })
    expect(resource).toMatchObject({ status: 'inactive' })
    expect(resource?.provision?.period?.end).toContain('2026-12-01T')
    expect(resource?.provision?.actor?.[0]?.reference.display).toBe('Riverside Primary Care')
  })

  test.each(['touch', 'recording', 'financial-agreement', 'ride-and-no-driving', 'telehealth'] as const)(
    'given %s, then nothing of it leaves the house',
    (kind) => {
      expect(told({ ...treatment, kind })).toBeNull()
    },
  )
})
