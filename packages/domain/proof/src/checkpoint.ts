import { accept, type Decision } from '@holdspace/kit/decision'
import { base64, bytesOfBase64 } from './base64.ts'
import type { Hashing, NoteSigner } from './hashing.ts'
import { refuseProof, signNote, type VerifierKey, verifyNote } from './signed-note.ts'

/** The state of one practice's log at one size (c2sp.org/tlog-checkpoint v1.0.0, TAMPER-EVIDENCE 8.7). */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  /** 32 bytes. */
  readonly root: Uint8Array
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  if (
    origin === '' ||
    /[\n+\p{White_Space}]/u.test(origin) ||
    root.length !== 32 ||
    !Number.isSafeInteger(size) ||
    size < 0
  ) {
    throw new Error(`No checkpoint can be written for origin ${origin} at size ${size}.`)
  }
  return `${origin}\n${size}\n${base64(root)}\n`
}

/** Signs a checkpoint. The key's name must be the origin; in a change-over both keys, old and new, bear it. */
export function signCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[], hashing: Hashing): Uint8Array {
  if (signers.length === 0 || signers.some(({ keyName }) => keyName !== checkpoint.origin)) {
    throw new Error(`A checkpoint of ${checkpoint.origin} is signed by keys of that name only.`)
  }
  return signNote(checkpointText(checkpoint), signers, hashing.sha256)
}

/** Verifies the signatures, then reads the three lines. A key of another name proves nothing about this origin. */
export function verifyCheckpoint(
  bytes: Uint8Array,
  keys: readonly VerifierKey[],
  hashing: Hashing,
): Decision<Checkpoint> {
  const note = verifyNote(bytes, keys, hashing)
  if (!note.ok) return note
  const checkpoint = parseCheckpointText(note.value.text)
  if (!checkpoint.ok) return checkpoint
  if (!note.value.signedBy.some(({ keyName }) => keyName === checkpoint.value.origin)) {
    return refuseProof('checkpoint-wrong-key', `No key of ${checkpoint.value.origin} signed this checkpoint.`)
  }
  return checkpoint
}

/** Extension lines are allowed, signed, and ignored; this product writes none. */
export function parseCheckpointText(text: string): Decision<Checkpoint> {
  const lines = text.split('\n')
  const [origin = '', sizeText = '', rootText = ''] = lines
  if (lines.at(-1) !== '' || lines.length < 4 || lines.slice(0, -1).includes('')) {
    return refuseProof('checkpoint-lines', 'A checkpoint has at least three lines, none of them empty.')
  }
  const size = parseDecimal(sizeText)
  if (size === undefined)
    return refuseProof('checkpoint-size', 'The tree size of the checkpoint is not a plain number.')
  const root = bytesOfBase64(rootText)
  if (root?.length !== 32) return refuseProof('checkpoint-root', 'The root hash of the checkpoint is not 32 bytes.')
  return accept({ origin, size, root })
}

/** ASCII decimal without sign, space or leading zero, up to 2^53 − 1. */
export function parseDecimal(text: string): number | undefined {
  const value = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) ? value : undefined
}
