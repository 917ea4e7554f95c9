import { hex } from '@holdspace/proof/bytes'
import { ledgerBytes, parseLedgerBytes } from '@holdspace/proof/canonical-json'
import type { Hasher } from '@holdspace/proof/hashing'
import { type Reading, readEntries } from '@holdspace/record/effective'
import type { StoredEntry } from '@holdspace/record/entry'
import { stateOf } from '@holdspace/record/evolve'
import type { SessionState } from '@holdspace/record/state'
import { z } from 'zod'
import { type Block, block, type PaperFrame } from './block.ts'
import { type PaperClock, paperClock } from './record-times.ts'
import { addendumBlocks, type LoggedPaper, proofBlock, signatureBlocks } from './session-closing.ts'
import { doseBlocks } from './session-dose.ts'
import { limitBlocks, type RuledLimits } from './session-limits.ts'
import { adverseEffectBlocks, alertBlocks, dischargeBlocks, type RaisedAlert } from './session-outcome.ts'
import { beforeDoseBlocks, bornLine, headBlocks, patientName, peopleBlocks } from './session-people.ts'
import { timelineBlocks } from './session-timeline.ts'
import { vitalsBlocks } from './session-vitals.ts'
import { type DueVitals, vitalsGaps } from './vitals-gaps.ts'

export interface SessionRecordInput {
  /** Letterhead, and the zone its clocks show (IANA name). */
  readonly practice: { readonly name: string; readonly lines: readonly string[]; readonly zone: string }
  /** The practice's ledger, e.g. `clinic.example/ledger`. */
  readonly ledger: string
  /** All entries of the session in sequence order, the signature and addenda included. */
  readonly entries: readonly StoredEntry[]
  /** How often the pinned protocol asks for vitals; null when it does not. */
  readonly due: DueVitals | null
  readonly alerts: readonly RaisedAlert[]
  /** Which limits of this patient ruled in place of the protocol's, and from when; empty for sessions that pinned none. */
  readonly limits?: readonly RuledLimits[]
  /** Only the care team reads the words of therapist and patient (RULINGS 10). */
  readonly audience: 'care-team' | 'partner'
  /**
   * The bytes that were signed, as kept at the signature. With them the signed part of the paper is theirs for ever,
   * whatever a later version would write; without them it is told again from the entries.
   */
  readonly signedContent?: Uint8Array
  /** Where the signed paper stands in the practice's log, once it does. */
  readonly logged?: LoggedPaper
}

export interface SessionRecord {
  readonly blocks: readonly Block[]
  readonly frame: PaperFrame
  /** Canonical JSON of what is signed: the care team's blocks, without letterhead, signature, addenda and proof. */
  readonly canonical: Uint8Array
  /** SHA-256 of `canonical`, lower-case hex: what a signature commits to. */
  readonly contentHash: string
}

const signedContent = z.strictObject({ v: z.literal(1), paper: z.literal('session-record'), blocks: z.array(block) })

/** The record of one medicine session as a paper. Pure; throws when there is no opened session to tell of. */
export function sessionRecord(input: SessionRecordInput, hash: Hasher): SessionRecord {
  const { zone } = input.practice
  const state = stateOf(readEntries(input.entries))
  const { opened, signature } = state
  const newest = input.entries.at(-1)
  if (opened === null || newest === undefined) throw new Error('A session that was never opened has no record.')
  const signedEntries = input.entries.filter(({ seq }) => signature === null || seq < signature.seq)
  const canonical =
    input.signedContent ?? ledgerBytes({ v: 1, paper: 'session-record', blocks: content(input, signedEntries) })
  const contentHash = hex(hash(canonical))
  const blocks: readonly Block[] = [
    { block: 'letterhead', name: input.practice.name, lines: [...input.practice.lines] },
    ...(signature === null || signature.contentHash === contentHash ? [] : [notWhatWasSigned]),
    ...readContent(canonical),
    ...signatureBlocks(state, zone),
    ...addendumBlocks(state, zone),
    proofBlock(input.entries, contentHash, input.ledger, input.logged),
  ]
  return {
    blocks: input.audience === 'partner' ? withoutNarrative(blocks) : blocks,
    frame: {
      title: 'Medicine session record',
      practice: input.practice.name,
      patientName: patientName(opened.patient),
      born: bornLine(opened, zone),
      mrn: opened.patient.mrn,
      allergyTitle: opened.patient.allergyTitle,
      draft: signature === null,
      language: 'en-US',
      asOf: newest.recordedAt,
    },
    canonical,
    contentHash,
  }
}

const notWhatWasSigned: Block = {
  block: 'notice',
  tone: 'warning',
  text: 'This paper does not match what was signed: its content has another hash than the signature names. Ask the practice for the signed copy.',
}

function content(input: SessionRecordInput, entries: readonly StoredEntry[]): Block[] {
  const reading: Reading = readEntries(entries)
  const state: SessionState = stateOf(reading)
  if (state.opened === null) throw new Error('A session that was never opened has no record.')
  const moments = [state.opened.occurredAt, ...reading.standing.map(({ occurredAt }) => occurredAt)]
  const clock: PaperClock = paperClock(input.practice.zone, moments)
  const gaps = input.due === null ? [] : vitalsGaps(state, input.due)
  return [
    ...headBlocks(state.opened, state, clock),
    ...peopleBlocks(state, clock),
    ...beforeDoseBlocks(state.opened, state, clock),
    ...doseBlocks(state, clock),
    ...vitalsBlocks(reading, state, gaps, clock),
    ...limitBlocks(input.limits ?? [], clock),
    ...timelineBlocks(reading, clock),
    ...adverseEffectBlocks(state, clock),
    ...alertBlocks(input.alerts, state, clock),
    ...dischargeBlocks(state, clock),
  ]
}

function readContent(canonical: Uint8Array): readonly Block[] {
  return signedContent.parse(parseLedgerBytes(canonical)).blocks
}

/** The edition for partners: the words of therapist and patient are not in it, and it says so (RULINGS 10, 20). */
function withoutNarrative(blocks: readonly Block[]): readonly Block[] {
  const note: Block = {
    block: 'notice',
    tone: 'plain',
    text: 'This copy is for a partner. Entries kept for the care team alone are not part of it; the signature and the hashes cover the whole record.',
  }
  return blocks.flatMap((one): readonly Block[] => {
    if (one.block === 'title') return [one, note]
    // Somebody from outside drew it for the practice alone.
    if (one.block === 'drawn-signature') return []
    if (one.block !== 'table') return [one]
    const rows = one.rows.filter(({ careTeamOnly }) => !careTeamOnly)
    const empty = rows.length < one.rows.length ? 'Nothing in this part is shared outside the care team.' : one.empty
    return [{ ...one, rows, empty }]
  })
}
