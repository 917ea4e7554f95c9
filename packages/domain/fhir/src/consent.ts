import type { ReleaseTerms } from '@holdspace/clinic/consent/consent-text'
import { type ConsentKind, consentRules, isTreatment } from '@holdspace/clinic/consent/kinds'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { zonedDateTime } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { Consent } from 'fhir/r4'
import { codingOf } from './codes.ts'
import { organizationRef, type PracticeRefs, patientRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { localSystem, systems } from './systems.ts'

/** One signature as partners may read it. What was drawn, initialled or said stays in the house. */
export interface ConsentRecord {
  readonly consentId: string
  readonly patientId: PatientId
  readonly kind: ConsentKind
  readonly version: string
  readonly language: 'en' | 'es'
  readonly title: string
  readonly textHash: string
  readonly signer: { readonly as: 'patient' | 'representative' }
  readonly signedAt: Instant
  readonly lastDay: CalendarDate | null
  readonly withdrawnAt: Instant | null
  readonly terms: ReleaseTerms | null
}

/**
 * A signed consent as FHIR R4: treatment, the privacy notice and releases. Null for the others: prices, touch, recording
 * and the ride home are between the patient and the clinic. A withdrawal makes it inactive and ends its period.
 */
export function consentResource(record: ConsentRecord, refs: PracticeRefs): Served<'Consent'> | null {
  const told = toldAs(record.kind)
  if (told === null) return null
  const { signer, withdrawnAt } = record
  return {
    resourceType: 'Consent',
    id: record.consentId,
    meta: { security: labels(isTreatment(record.kind) ? ['PSY'] : []) },
    identifier: [{ system: localSystem.document(refs.localBase), value: record.textHash }],
    status: withdrawnAt === null ? 'active' : 'inactive',
    scope: { coding: [{ system: systems.consentScope, ...told.scope }] },
    category: [{ coding: [codingOf(told.category)], text: record.title }],
    patient: patientRef(record.patientId),
    dateTime: zonedDateTime(record.signedAt, refs.zone),
    // Whoever signed for the patient is named on the paper, not here: they are no party to the record.
    ...(signer.as === 'patient' ? { performer: [patientRef(record.patientId)] } : {}),
    organization: [organizationRef(refs)],
    policyRule: { text: `${consentRules[record.kind].title}, version ${record.version} (${record.language})` },
    provision: provisionOf(record, refs),
  }
}

function provisionOf(record: ConsentRecord, refs: PracticeRefs): NonNullable<Consent['provision']> {
  const { terms, lastDay, withdrawnAt, signedAt } = record
  const end = withdrawnAt === null ? lastDay : zonedDateTime(withdrawnAt, refs.zone)
  // A release taken back before its first day never began: a period that ends before it starts says nothing.
  const begins = terms !== null && (end === null || terms.from <= end) ? terms.from : zonedDateTime(signedAt, refs.zone)
  return {
    type: 'permit',
    period: { start: begins, ...(end === null ? {} : { end }) },
    ...(terms === null
      ? {}
      : {
          actor: [
            {
              role: {
                coding: [{ system: systems.participationType, code: 'IRCP', display: 'information recipient' }],
              },
              reference: { display: terms.recipientName },
            },
          ],
        }),
  }
}

interface ToldAs {
  readonly scope: { readonly code: string; readonly display: string }
  readonly category: 'consentDocument' | 'privacyAcknowledgement' | 'releaseOfInformation'
}

const treatmentScope = { code: 'treatment', display: 'Treatment' } as const
const privacyScope = { code: 'patient-privacy', display: 'Privacy Consent' } as const

function toldAs(kind: ConsentKind): ToldAs | null {
  if (isTreatment(kind)) return { scope: treatmentScope, category: 'consentDocument' }
  if (kind === 'privacy-notice') return { scope: privacyScope, category: 'privacyAcknowledgement' }
  return consentRules[kind].recipient === null ? null : { scope: privacyScope, category: 'releaseOfInformation' }
}
