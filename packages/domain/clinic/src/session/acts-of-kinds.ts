import type { Kind } from '@holdspace/record/catalogue'
import type { Act } from '../access/acts.ts'

/** Which act of the permission table each kind of entry is. One row per kind: a new kind must say who may write it. */
export const actOfKind: { readonly [K in Kind]: Act } = {
  'session-opened': 'session.open',
  'participant-joined': 'session.join',
  'participant-left': 'session.join',
  'weight-measured': 'session.weigh',
  'vitals-taken': 'session.chart-vitals',
  'vitals-not-obtained': 'session.chart-vitals',
  'dose-ordered': 'session.order-dose',
  'dose-given': 'session.administer',
  'hold-ended': 'session.administer',
  'order-countersigned': 'session.countersign-order',
  'infusion-started': 'session.administer',
  'infusion-rate-changed': 'session.administer',
  'infusion-paused': 'session.administer',
  'infusion-resumed': 'session.administer',
  'infusion-stopped': 'session.administer',
  'observation-noted': 'session.observe',
  'patient-words-noted': 'session.observe',
  'adverse-effect-noted': 'session.note-adverse-effect',
  'decision-recorded': 'session.acknowledge-alert',
  'escort-confirmed': 'session.confirm-escort',
  'discharge-scored': 'session.score-discharge',
  'instructions-answered': 'session.confirm-escort',
  'help-called': 'session.call-for-help',
  'help-answered': 'call.answer',
  'help-escalated': 'call.answer',
  'psychotherapy-started': 'session.observe',
  'psychotherapy-stopped': 'session.observe',
  'session-ended': 'session.end',
  'consent-withdrawn': 'consent.withdraw',
  'entry-corrected': 'session.correct',
  'entry-withdrawn': 'session.withdraw-entry',
  'session-signed': 'session.sign',
  'addendum-filed': 'session.addend',
}

/** Kinds written in an act of their own (opening, an order with its arithmetic, signing, an addendum), never sent as entries. */
export const writtenByServerOnly: readonly Kind[] = [
  'session-opened',
  'dose-ordered',
  'order-countersigned',
  'session-signed',
  'addendum-filed',
  'consent-withdrawn',
  'help-escalated',
]
