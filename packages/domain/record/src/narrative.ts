import type { Kind } from './catalogue.ts'

/**
 * Which kinds hold free words of therapist or patient. They belong to the care team alone: no FHIR, no billing, no
 * partner's paper (RULINGS 10, 20). What somebody from outside signed or would not sign is nobody else's either. A table over every kind, so that a new kind must be decided upon.
 */
const careTeamOnly: { readonly [K in Kind]: boolean } = {
  'session-opened': false,
  'participant-joined': false,
  'participant-left': false,
  'weight-measured': false,
  'vitals-taken': false,
  'vitals-not-obtained': false,
  'dose-ordered': false,
  'dose-given': false,
  'hold-ended': false,
  'order-countersigned': false,
  'infusion-started': false,
  'infusion-rate-changed': false,
  'infusion-paused': false,
  'infusion-resumed': false,
  'infusion-stopped': false,
  'observation-noted': true,
  'patient-words-noted': true,
  'adverse-effect-noted': false,
  'decision-recorded': false,
  'escort-confirmed': false,
  'discharge-scored': false,
  'instructions-answered': true,
  'help-called': true,
  'help-answered': true,
  'help-escalated': true,
  'psychotherapy-started': false,
  'psychotherapy-stopped': false,
  'session-ended': false,
  'consent-withdrawn': false,
  'entry-corrected': false,
  'entry-withdrawn': false,
  'session-signed': false,
  'addendum-filed': true,
}

export function isCareTeamOnly(kind: Kind): boolean {
  return careTeamOnly[kind]
}
