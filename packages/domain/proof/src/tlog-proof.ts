import { accept, type Decision } from '@holdspace/kit/decision'
import { base64, bytesOfBase64 } from './base64.ts'
import { concat } from './bytes.ts'
import { type Checkpoint, parseDecimal, verifyCheckpoint } from './checkpoint.ts'
import type { Hashing } from './hashing.ts'
import { verifyInclusion } from './merkle.ts'
import { refuseProof, type VerifierKey } from './signed-note.ts'
import { utf8, utf8Text } from './utf8.ts'

/** One document's proof, checkable without a network (c2sp.org/tlog-proof, TAMPER-EVIDENCE 8.8). It holds no leaf. */
export interface TlogProof {
  readonly index: number
  /** The leaf's sibling first, the child of the root last. */
  readonly hashes: readonly Uint8Array[]
  /** The signed checkpoint, byte for byte. */
  readonly checkpoint: Uint8Array
}

const firstLine = 'c2sp.org/tlog-proof@v1'
/** A tree of 2^53 leaves is 53 levels high. */
const mostHashes = 53

export function formatTlogProof({ index, hashes, checkpoint }: TlogProof): Uint8Array {
  const lines = [firstLine, `index ${index}`, ...hashes.map(base64)]
  return concat(utf8(`${lines.join('\n')}\n\n`), checkpoint)
}

export function parseTlogProof(bytes: Uint8Array): Decision<TlogProof> {
  const malformed = refuseProof('tlog-proof-malformed', 'This is not a whole proof file of c2sp.org/tlog-proof@v1.')
  const text = utf8Text(bytes)
  const splitAt = text?.indexOf('\n\n') ?? -1
  if (text === undefined || splitAt < 0) return malformed
  const lines = text.slice(0, splitAt).split('\n')
  if (lines.shift() !== firstLine) return malformed
  // The extra line is not authenticated; it is checked for form and never read.
  if (lines[0]?.startsWith('extra ') && bytesOfBase64(lines.shift()?.slice(6) ?? '') === undefined) return malformed
  const index = parseDecimal(/^index (.*)$/.exec(lines.shift() ?? '')?.[1] ?? '')
  const hashes = lines.map(bytesOfBase64).filter((hash) => hash?.length === 32)
  const whole = hashes.filter((hash) => hash !== undefined)
  if (index === undefined || whole.length !== lines.length || lines.length > mostHashes) return malformed
  return accept({ index, hashes: whole, checkpoint: utf8(text.slice(splitAt + 2)) })
}

/** Verifies that the log of a trusted key holds `leafHash`; answers the checkpoint that proves it. */
export function verifyTlogProof(
  bytes: Uint8Array,
  leafHash: Uint8Array,
  keys: readonly VerifierKey[],
  hashing: Hashing,
): Decision<Checkpoint> {
  const proof = parseTlogProof(bytes)
  if (!proof.ok) return proof
  const checkpoint = verifyCheckpoint(proof.value.checkpoint, keys, hashing)
  if (!checkpoint.ok) return checkpoint
  const { size, root } = checkpoint.value
  const claim = { leafHash, index: proof.value.index, size, proof: proof.value.hashes, root }
  return verifyInclusion(claim, hashing.sha256)
    ? checkpoint
    : refuseProof('tlog-proof-not-included', 'The document is not in the log at the place the proof names.')
}
