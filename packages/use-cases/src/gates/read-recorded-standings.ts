import { type TreatedWith, treatmentOf } from '@holdspace/clinic/consent/kinds'
import type { RecordedStandings } from '@holdspace/clinic/gates/gate-facts'
import type { Tx } from '@holdspace/db/database'
import type { McgPerKg } from '@holdspace/kit/amounts'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { PatientId, PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { readEstimateStanding } from '../bill/estimate-standing.ts'
import { readEscortStanding } from '../book/read-escort-standing.ts'
import { readConsentStanding } from '../consent/read-consent-standing.ts'
import { readPlanStanding } from '../plan/read-plan-standing.ts'
import { readEligibilityStanding } from '../screen/read-eligibility-standing.ts'
import { readMoodSafetyStanding } from '../screen/read-mood-safety-standing.ts'
import type { LedgerHouse } from '../session/ledger.ts'

export interface RecordedAsked {
  readonly practiceId: PracticeId
  readonly zone: string
  readonly patientId: PatientId
  readonly protocol: Pick<ProtocolVersion, 'id' | 'version' | 'modality'> & { readonly drug: TreatedWith }
  readonly at: Instant
  /** The dose about to be ordered, where one is known. */
  readonly dose?: McgPerKg
}

/**
 * Everything kept of a person that the two gates look at, each subject by its own rule, read in the caller's transaction:
 * what the screen shows and what the server decides by come from here alone (RULINGS 2).
 */
export async function readRecordedStandings(
  tx: Tx,
  house: LedgerHouse,
  asked: RecordedAsked,
): Promise<RecordedStandings> {
  const { practiceId, patientId, protocol, at, zone, dose } = asked
  const today = dateInZone(at, zone)
  const place = { practiceId, zone, at }
  const consentAsked = { patientId, treatment: treatmentOf(protocol.drug), ...(dose === undefined ? {} : { dose }) }
  const session = { protocolId: protocol.id, protocolVersion: protocol.version }
  const [consents, eligibility, plan, moodSafety, escort, estimate] = await Promise.all([
    readConsentStanding(tx, house, place, consentAsked),
    readEligibilityStanding(tx, place, { patientId, track: protocol.modality }),
    readPlanStanding(tx, practiceId, patientId, today, session),
    readMoodSafetyStanding(tx, place, patientId),
    readEscortStanding(tx, place, patientId),
    readEstimateStanding(tx, practiceId, patientId, today),
  ])
  const { treatmentConsent, offLabelConsent, rideConsent, privacyNotice } = consents
  const signed = { treatmentConsent, offLabelConsent, rideConsent, privacyNotice }
  return { eligibility, ...signed, plan, moodSafety, escort, estimate }
}
