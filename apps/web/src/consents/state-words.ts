import type { StandingState } from '@holdspace/clinic/consent/states'
import type { AlertLevel } from '@holdspace/ui/alert-mark'

/** How a consent stands, in one word, and how much it matters. */
export const stateWords: { readonly [S in StandingState]: { readonly word: string; readonly level: AlertLevel } } = {
  signed: { word: 'Signed', level: 'done' },
  expiring: { word: 'Running out', level: 'low' },
  missing: { word: 'Missing', level: 'medium' },
  expired: { word: 'Expired', level: 'medium' },
  outdated: { word: 'Outdated', level: 'medium' },
  withdrawn: { word: 'Withdrawn', level: 'high' },
  declined: { word: 'Given, not acknowledged', level: 'done' },
  contested: { word: 'Does not count', level: 'high' },
}

export const howWords = { drawn: 'Drawn', typed: 'Typed', 'on-paper': 'On paper' } as const

/** A signed consent as a PDF. */
export const paperAddress = (consentId: string): string => `/papers/consents/${consentId}.pdf`

/** Where a tablet is handed over for one form. */
export const handOverAddress = (patientId: string, ref: string): string =>
  `/hand-over/${patientId}/${encodeURIComponent(ref)}`
