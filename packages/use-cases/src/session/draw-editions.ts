import type { SessionPaper } from '@holdspace/db/paper-store'
import type { RecordPaper } from '@holdspace/fhir/session-context'
import type { Instant } from '@holdspace/kit/instant'
import { hex } from '@holdspace/proof/bytes'
import type { StoredEntry } from '@holdspace/record/entry'
import type { House } from '../house.ts'
import type { SessionLedger } from './ledger.ts'
import { letterheadOf, type PaperPlace, type PaperSource, paperOf } from './session-paper.ts'

/** What the paper is called where FHIR names it. */
export const recordTitle = 'Medicine session record'

export interface DrawnEditions {
  readonly papers: readonly { readonly paper: Omit<SessionPaper, 'revision'>; readonly pdf: Uint8Array }[]
  /** The partner edition as FHIR refers to it. */
  readonly forPartners: RecordPaper
}

/** Draws the record for the care team and for partners, as it will stand with `added`. */
export async function drawEditions(
  house: Pick<House, 'db' | 'hashing' | 'drawPdf'>,
  actor: PaperPlace,
  ledger: Pick<SessionLedger, 'entries' | 'protocol'>,
  added: readonly StoredEntry[],
  signedContent: Uint8Array,
  now: Instant,
  logged?: PaperSource['logged'],
): Promise<DrawnEditions> {
  const { sha256 } = house.hashing
  const practice = await letterheadOf(house.db, actor)
  const source = {
    entries: [...ledger.entries, ...added],
    protocol: ledger.protocol,
    signedContent,
    ...(logged === undefined ? {} : { logged }),
  }
  // Both at once: a signer waits for the slower of the two, not for their sum.
  const drawn = await Promise.all(
    (['care-team', 'partner'] as const).map(async (edition) => {
      const record = paperOf(source, practice, actor, edition, sha256)
      const pdf = await house.drawPdf({ blocks: record.blocks, frame: record.frame, paper: 'letter' })
      const { contentHash } = record
      return { paper: { edition, contentHash, blocks: signedContent, pdfHash: hex(sha256(pdf)), drawnAt: now }, pdf }
    }),
  )
  const partner = drawn[1]
  if (partner === undefined) throw new Error('The partner edition was not drawn.')
  return {
    papers: drawn,
    forPartners: { sha256: partner.paper.pdfHash, byteLength: partner.pdf.length, title: recordTitle, createdAt: now },
  }
}
