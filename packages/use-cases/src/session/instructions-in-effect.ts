import { type FilledText, textFor } from '@holdspace/clinic/consent/consent-text'
import { versionInEffect } from '@holdspace/clinic/consent/standing'
import { consentVersions } from '@holdspace/db/consent-store'
import type { Tx } from '@holdspace/db/database'
import type { PracticeId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'

const kind = 'discharge-instructions'

/** The discharge instructions as the practice approved them, filled for one person, with the hash of what was approved. */
export interface InstructionsText {
  readonly text: FilledText<typeof kind>
  readonly contentHash: string
}

export interface InstructionsFor {
  readonly practiceId: PracticeId
  readonly practiceName: string
  readonly zone: string
  readonly patientName: string
  readonly at: Instant
}

/** One a language, English first. They come with the room, so that an escort can sign while the network is lost (RULINGS 9). */
export async function instructionsInEffect(tx: Tx, about: InstructionsFor): Promise<readonly InstructionsText[]> {
  const { practiceId, practiceName, zone, patientName, at } = about
  const versions = await consentVersions(tx, practiceId, kind)
  return (['en', 'es'] as const).flatMap((language) => {
    const version = versionInEffect(versions, kind, language, at, zone)
    if (version === null || version.language !== language) return []
    const text = textFor({ ...version.content, kind }, { practiceName, patientName, release: null })
    return [{ text, contentHash: version.contentHash }]
  })
}
