import type { ConsentContent } from './consent-text.ts'
import { recordingText, rideText, telehealthText, touchText } from './texts/on-the-day.ts'
import { financialText, privacyText, releaseToPartnerText, releaseToTherapistText } from './texts/papers.ts'
import { treatmentTexts } from './texts/treatment.ts'

/** The texts Holdspace brings along, one a kind: drafts until a practice approves its own. */
export const suppliedTexts: readonly ConsentContent[] = [
  ...treatmentTexts,
  rideText,
  privacyText,
  releaseToPartnerText,
  releaseToTherapistText,
  financialText,
  telehealthText,
  recordingText,
  touchText,
]
