import { permit } from '@holdspace/clinic/access/permit'
import type { ReferralStatus } from '@holdspace/clinic/referral/decide-referral'
import { importLimits } from '@holdspace/clinic/referral/limits'
import { asText } from '@holdspace/clinic/referral/parse-untrusted'
import { readBundle } from '@holdspace/clinic/referral/read-bundle'
import { withoutDroppedNumbers } from '@holdspace/clinic/referral/read-identifiers'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { treatsMinors } from '@holdspace/db/patient-store'
import { findReferralByFile, insertReferral } from '@holdspace/db/referral-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type ReferralId, referralId } from '@holdspace/kit/ids'
import type { House } from '../house.ts'
import { type Acting, accessBy, byWhom, occasionOf } from '../people/acting.ts'

export interface ReceiveInput {
  readonly fileName: string
  /** The file exactly as it came. */
  readonly bytes: Uint8Array
}

export interface Received {
  readonly referralId: ReferralId
  readonly status: ReferralStatus
  /** This very file was here before: nothing new was made. */
  readonly alreadyHere: boolean
}

/**
 * What: the front desk, a nurse, a prescriber or the command line hands in a partner's file. It becomes a referral under
 * review, and nobody's chart. A file that is refused leaves nothing behind; the same file twice is the same referral.
 */
export async function receiveReferral(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'publicUrl'>,
  actor: Acting,
  input: ReceiveInput,
): Promise<Decision<Received>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'referral.import', { today })
  if (!permitted.ok) return permitted
  const text = textOf(input.bytes)
  if (!text.ok) return text
  const read = readBundle(
    { text: text.value, byteLength: input.bytes.length },
    { today, treatsMinors: await treatsMinors(house.db, actor.practiceId) },
  )
  if (!read.ok) return read

  const fileSha256 = house.hashing.sha256(input.bytes)
  const fresh = referralId.parse(house.newId())
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const row = {
      referralId: fresh,
      fileSha256,
      fileName: asText(input.fileName, 200) ?? 'referral.json',
      byteLength: input.bytes.length,
      content: read.value.content,
      evidence: new TextEncoder().encode(withoutDroppedNumbers(text.value, read.value.droppedValues)),
    }
    const isNew = await insertReferral(tx, actor.practiceId, row, byWhom(actor), now)
    const stored = await findReferralByFile(tx, actor.practiceId, fileSha256)
    if (stored === null) throw new Error('A referral that was just stored cannot be found.')
    const details = { new: isNew, bytes: input.bytes.length }
    const touched = { act: 'referral.import', at: now, referralId: stored.referralId, details }
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
    return accept({ ...stored, alreadyHere: !isNew })
  })
}

/** FHIR JSON is UTF-8; anything else (a PDF, a spreadsheet, a zip) is told apart before anybody tries to parse it. */
function textOf(bytes: Uint8Array): Decision<string> {
  // Too large is too large, whatever it is: the reader says so by the length, and 200 MB are not decoded for nothing.
  if (bytes.length > importLimits.bytes) return accept('')
  try {
    return accept(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refuse(notText)
  }
}

const notText = {
  family: 'invalid',
  code: 'referral-not-text',
  sentence:
    'This file is not text, so it is no FHIR bundle; it may be a PDF, a spreadsheet or an archive. Nothing was kept. Ask the sender for the FHIR R4 export (JSON).',
} as const
