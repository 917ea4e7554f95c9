import { chargeItems } from '@holdspace/fhir/charge-item'
import { consentResource } from '@holdspace/fhir/consent'
import { selfPayCoverage } from '@holdspace/fhir/coverage'
import { invoiceResource } from '@holdspace/fhir/invoice'
import { emergencyContactPerson } from '@holdspace/fhir/related-person'
import type { FhirResource } from '@holdspace/fhir/resource-types'
import { referralRequest } from '@holdspace/fhir/service-request'
import { marigold, ramonId } from '@holdspace/fhir/testing/marigold-session'
import { contact, issued, referred, sheet } from '@holdspace/fhir/testing/ramons-way'
import { type FhirWrite, type OnlyFor, writeOf } from '@holdspace/fhir/write'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { noon } from './partner-world.ts'

const id = (last: string) => `01980000-0000-7000-8000-${last.padStart(12, '0')}`
export const treatmentConsent = id('ca1')
export const releaseToPartner = id('ca2')
export const releaseToTherapist = id('ca3')
const day = calendarDate.parse('2026-07-14')

/** What Ramón's way adds to his sessions, each as its act would write it; one release names this partner. */
export function ramonsWay(partner: string): FhirWrite[] {
  const signed = {
    patientId: ramonId,
    version: '1.0.0',
    language: 'en',
    textHash: 'ab'.repeat(32),
    signer: { as: 'patient' },
    signedAt: noon,
    lastDay: null,
    withdrawnAt: null,
    terms: null,
    title: 'Consent',
  } as const
  const releaseTo = (consentId: string, recipientId: string) => ({
    ...signed,
    consentId,
    kind: 'release-to-partner' as const,
    terms: { recipientId, recipientName: 'Somebody', purpose: 'Care', what: ['x'], from: day, until: day },
  })
  const placed = (resource: FhirResource | null, onlyFor?: OnlyFor) => {
    if (resource === null) throw new Error('This is told to nobody.')
    const frame = { patientId: ramonId, visible: true, zone: marigold.zone }
    return writeOf(resource, onlyFor === undefined ? frame : { ...frame, onlyFor })
  }
  const toRiverside = releaseTo(releaseToPartner, partner)
  const toTherapist = releaseTo(releaseToTherapist, id('b77'))
  return [
    placed(consentResource({ ...signed, consentId: treatmentConsent, kind: 'treatment-iv' }, marigold), {
      part: 'documents',
    }),
    placed(consentResource(toRiverside, marigold), { recipient: partner }),
    placed(consentResource(toTherapist, marigold), { recipient: id('b77') }),
    placed(selfPayCoverage({ patientId: ramonId, mrn: '10017', since: day })),
    ...chargeItems({ ...sheet, lines: sheet.lines.slice(0, 1) }, marigold).map((one) => placed(one)),
    placed(invoiceResource(issued, marigold)),
    placed(emergencyContactPerson(ramonId, contact, marigold)),
    placed(referralRequest(referred, marigold)),
  ]
}
