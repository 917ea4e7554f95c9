import type { ConsentContent, TextContent } from './consent-text.ts'
import { dischargeInstructions } from './texts/discharge-instructions.ts'
import { esketamineText } from './texts/esketamine.ts'
import { recordingText, rideText, telehealthText, touchText } from './texts/on-the-day.ts'
import { financialText, privacyText, releaseToPartnerText, releaseToTherapistText } from './texts/papers.ts'
import { treatmentTexts } from './texts/treatment.ts'

/** The consents Holdspace brings along, one a kind: drafts until a practice approves its own. */
export const suppliedConsents: readonly ConsentContent[] = [
  ...treatmentTexts,
  esketamineText,
  rideText,
  privacyText,
  releaseToPartnerText,
  releaseToTherapistText,
  financialText,
  telehealthText,
  recordingText,
  touchText,
]

/** Every text Holdspace brings along: the consents, and what the escort signs. */
export const suppliedTexts: readonly TextContent[] = [...suppliedConsents, dischargeInstructions]
