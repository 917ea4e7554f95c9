import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import { patientRef } from './refs.ts'
import type { Served } from './resource-types.ts'
import { labels } from './security-labels.ts'
import { profiles, systems } from './systems.ts'

export interface SelfPayRecord {
  readonly patientId: PatientId
  readonly mrn: string
  /** The day of the first Good Faith Estimate. */
  readonly since: CalendarDate
}

/**
 * That somebody pays for themselves. Insurance is recorded nowhere in this house; a Good Faith Estimate, though, is owed
 * only to a person who has none or does not use it (45 CFR 149.610), so to have given one records this. There is no
 * member number: the record number stands where US Core asks for one (us-core-15).
 */
export function selfPayCoverage(record: SelfPayRecord): Served<'Coverage'> {
  const { patientId, mrn, since } = record
  return {
    resourceType: 'Coverage',
    id: `self-pay-${patientId}`,
    meta: { profile: [profiles.coverage], security: labels([]) },
    status: 'active',
    type: { coding: [{ system: systems.selfPay, code: 'pay', display: 'PAY' }], text: 'Pays for themselves' },
    subscriberId: mrn,
    beneficiary: patientRef(patientId),
    relationship: { coding: [{ system: systems.subscriberRelationship, code: 'self', display: 'Self' }] },
    period: { start: since },
    payor: [patientRef(patientId)],
  }
}
