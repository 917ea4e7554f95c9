import { dateTimeInZone } from '@holdspace/kit/calendar-date'
import type { Bodies } from '@holdspace/record/catalogue'
import { catalogue, isKind } from '@holdspace/record/catalogue'
import type { StoredEntry } from '@holdspace/record/entry'
import { isCareTeamOnly } from '@holdspace/record/narrative'
import type { Fact, SessionState } from '@holdspace/record/state'
import { timelineText } from '@holdspace/record/timeline'
import { type Block, muted, plain, type Row, strong } from './block.ts'

/** Who signed, as what, meaning what, and when with the zone (21 CFR 11.50 as a design bar). */
export function signatureBlocks(state: SessionState, zone: string): readonly Block[] {
  const { signature } = state
  const heading: Block = { block: 'heading', text: 'Signature' }
  if (signature === null) {
    return [heading, { block: 'notice', tone: 'warning', text: 'Not signed. This is a draft and may still change.' }]
  }
  return [
    heading,
    {
      block: 'signature',
      name: signature.signerName,
      credential: signature.signerCredential,
      meaning: signature.meaningText,
      signedAt: dateTimeInZone(signature.occurredAt, zone),
    },
  ]
}

/** What was added after the lock, each with its author; the signed content above stays as it was (RULINGS 1). */
export function addendumBlocks(state: SessionState, zone: string): readonly Block[] {
  if (state.addenda.length === 0) return []
  return [
    { block: 'heading', text: 'Addenda' },
    {
      block: 'table',
      caption: 'Addenda filed after the record was signed',
      columns: [
        { title: 'Filed', align: 'left', parts: 26 },
        { title: 'Addendum', align: 'left', parts: 54 },
        { title: 'By', align: 'left', parts: 20 },
      ],
      rows: state.addenda.map((one) => addendumRow(one, zone)),
      empty: '',
    },
  ]
}

function addendumRow(one: Bodies['addendum-filed'] & Fact, zone: string): Row {
  const mark = one.unconfirmed ? [strong('Late entry, not confirmed. ')] : []
  const late = one.lateEntry === undefined ? [] : [muted(`\n${lateWords(one.lateEntry, one.occurredAt, zone)}`)]
  return {
    cells: [
      [plain(dateTimeInZone(one.recordedAt, zone))],
      [...mark, plain(one.text), ...late],
      [plain(one.actor.name)],
    ],
    careTeamOnly: isCareTeamOnly('addendum-filed'),
  }
}

function lateWords(
  late: NonNullable<Bodies['addendum-filed']['lateEntry']>,
  occurredAt: Fact['occurredAt'],
  zone: string,
): string {
  const body = isKind(late.kind) ? catalogue[late.kind].safeParse(late.body) : undefined
  if (!isKind(late.kind) || body?.success !== true) return `A late entry of kind ${late.kind}`
  // Parsed one line above by the schema of this very kind.
  const { title, detail } = timelineText(late.kind, body.data as never)
  return `${title} ${detail} (happened ${dateTimeInZone(occurredAt, zone)})`
}

/** Where a signed paper stands in the practice's log, and the proof that it does. */
export interface LoggedPaper {
  /** From 0. */
  readonly index: number
  readonly size: number
  /** Base64 hashes from the paper's leaf to the root, the sibling first. */
  readonly path: readonly string[]
  /** The signed checkpoint, as text. */
  readonly checkpoint: string
  /** The key that signed it, whole. */
  readonly verifierKey: string
}

/** What a reader needs to check the paper against the ledger, or the ledger against the paper (TAMPER-EVIDENCE 5). */
export function proofBlock(
  entries: readonly StoredEntry[],
  contentHash: string,
  ledger: string,
  logged?: LoggedPaper,
): Block {
  const sessionId = entries[0]?.sessionId ?? ''
  const head = entries.at(-1)?.leafHash ?? ''
  const facts = [
    { label: 'Ledger', value: ledger },
    { label: 'Session', value: sessionId },
    { label: 'Entries', value: String(entries.length) },
    { label: 'Head of the chain', value: head },
    { label: 'Content SHA-256', value: contentHash },
    ...(logged === undefined ? [] : loggedRows(logged)),
  ]
  return {
    block: 'proof',
    rows: facts,
    howToCheck:
      logged !== undefined
        ? howToCheckLogged
        : 'Each entry of this session is chained to the one before it. Changing, inserting or removing any entry changes the head printed here. Keep this page: with it anybody can show whether the record was altered since, on the practice’s page for checking or with the stand-alone verifier.',
    // With a place in the log, the checkpoint byte for byte: a telephone can keep it, and it is then a witness (SC3, SC7).
    qr:
      logged?.checkpoint ??
      `holdspace-session-proof/v1\n${ledger}\n${sessionId}\n${entries.length}\n${head}\n${contentHash}\n`,
  }
}

function loggedRows({ index, size, path, checkpoint, verifierKey }: LoggedPaper) {
  return [
    { label: 'Place in the log', value: `leaf ${index} of ${size}, counted from 0` },
    { label: 'Path to the root', value: path.length === 0 ? 'none: the only leaf' : path.join('\n') },
    { label: 'Checkpoint', value: checkpoint.trimEnd() },
    { label: 'Key of the log', value: verifierKey },
  ]
}

const howToCheckLogged =
  'Each entry of this session is chained to the one before it, and this record has its place in the practice’s log, whose state at that size is the signed checkpoint above. Changing any entry, this record or the order of the log changes the root. Keep this page: it is a witness. Anybody can check it on the practice’s page for checking a record, or without the practice by the stand-alone verifier, which works out the record’s leaf from the five lines above, follows the path to the root and checks the signature. The square code holds the checkpoint.'
