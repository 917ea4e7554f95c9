import type { z } from 'zod'
import * as bodies from './bodies.ts'
import { instructionsAnswered } from './instructions.ts'

/** The one catalogue: kind → the schema of its body. Every view is a table over these keys. */
export const catalogue = {
  'session-opened': bodies.sessionOpened,
  'participant-joined': bodies.participantJoined,
  'participant-left': bodies.participantLeft,
  'weight-measured': bodies.weightMeasured,
  'vitals-taken': bodies.vitalsTaken,
  'vitals-not-obtained': bodies.vitalsNotObtained,
  'dose-ordered': bodies.doseOrdered,
  'dose-given': bodies.doseGiven,
  'hold-ended': bodies.holdEnded,
  'order-countersigned': bodies.orderCountersigned,
  'infusion-started': bodies.infusionStarted,
  'infusion-rate-changed': bodies.infusionRateChanged,
  'infusion-paused': bodies.infusionPaused,
  'infusion-resumed': bodies.infusionResumed,
  'infusion-stopped': bodies.infusionStopped,
  'observation-noted': bodies.observationNoted,
  'patient-words-noted': bodies.patientWordsNoted,
  'adverse-effect-noted': bodies.adverseEffectNoted,
  'decision-recorded': bodies.decisionRecorded,
  'escort-confirmed': bodies.escortConfirmed,
  'discharge-scored': bodies.dischargeScored,
  'instructions-answered': instructionsAnswered,
  'help-called': bodies.helpCalled,
  'help-answered': bodies.helpAnswered,
  'help-escalated': bodies.helpEscalated,
  'psychotherapy-started': bodies.psychotherapyStarted,
  'psychotherapy-stopped': bodies.psychotherapyStopped,
  'session-ended': bodies.sessionEnded,
  'consent-withdrawn': bodies.consentWithdrawn,
  'entry-corrected': bodies.entryCorrected,
  'entry-withdrawn': bodies.entryWithdrawn,
  'session-signed': bodies.sessionSigned,
  'addendum-filed': bodies.addendumFiled,
} as const

export type Kind = keyof typeof catalogue
export type Bodies = { [K in Kind]: z.output<(typeof catalogue)[K]> }

export const kinds = Object.keys(catalogue) as readonly Kind[]

export function isKind(text: string): text is Kind {
  return Object.hasOwn(catalogue, text)
}
