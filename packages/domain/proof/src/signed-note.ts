import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { base64, bytesOfBase64 } from './base64.ts'
import { concat, equalBytes, hex } from './bytes.ts'
import type { Hasher, Hashing, NoteSigner } from './hashing.ts'
import { utf8, utf8Text } from './utf8.ts'

/** The envelope of c2sp.org/signed-note v1.0.0: a text, an empty line, and signature lines (TAMPER-EVIDENCE 8.6). */
export interface SignedNote {
  /** Ends with a line feed. These bytes, and not the empty line after them, are what is signed. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

export interface NoteSignature {
  readonly keyName: string
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

export interface VerifierKey {
  readonly keyName: string
  readonly keyId: Uint8Array
  /** 32 bytes, RFC 8032 encoding. */
  readonly publicKey: Uint8Array
}

/** Algorithm byte of plain Ed25519 in key ids. Others are someone else's algorithm and are ignored. */
const ed25519 = 0x01
const largestNote = 65_536
const mostSignatures = 64
const dash = '\u2014'

export function refuseProof(code: string, sentence: string): Decision<never> {
  return refuse({ family: 'invalid', code, sentence })
}

export function ed25519KeyId(keyName: string, publicKey: Uint8Array, hash: Hasher): Uint8Array {
  return hash(concat(utf8(`${keyName}\n`), new Uint8Array([ed25519]), publicKey)).slice(0, 4)
}

/** `<name>+<key id in hex>+<base64 of algorithm byte and key>`: what a person pins, and what paper shows whole. */
export function formatVerifierKey(keyName: string, publicKey: Uint8Array, hash: Hasher): string {
  const encoded = base64(concat(new Uint8Array([ed25519]), publicKey))
  return `${keyName}+${hex(ed25519KeyId(keyName, publicKey, hash))}+${encoded}`
}

export function parseVerifierKey(text: string, hash: Hasher): Decision<VerifierKey> {
  const [, keyName = '', id = '', encoded = ''] = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(text) ?? []
  const key = bytesOfBase64(encoded)
  if (!isKeyName(keyName) || key?.length !== 33 || key[0] !== ed25519) {
    return refuseProof('verifier-key-malformed', 'This is not an Ed25519 verifier key: name+id+key is expected.')
  }
  const publicKey = key.slice(1)
  const keyId = ed25519KeyId(keyName, publicKey, hash)
  if (hex(keyId) !== id) {
    return refuseProof('verifier-key-id-mismatch', 'The verifier key was mistyped: its id does not belong to its key.')
  }
  return accept({ keyName, keyId, publicKey })
}

/** Signs a text that ends with a line feed, once per signer, in the order given (old key first in a change-over). */
export function signNote(text: string, signers: readonly NoteSigner[], hash: Hasher): Uint8Array {
  const message = utf8(text)
  if (!isNoteText(text))
    throw new Error('A note is one or more lines, each ended by a line feed, no control characters.')
  const lines = signers.map(({ keyName, publicKey, sign }) => {
    if (!isKeyName(keyName)) throw new Error(`${keyName} cannot be the name of a key.`)
    return `${dash} ${keyName} ${base64(concat(ed25519KeyId(keyName, publicKey, hash), sign(message)))}\n`
  })
  return concat(message, utf8(`\n${lines.join('')}`))
}

/** Reads a note without trusting it. */
export function parseNote(bytes: Uint8Array): Decision<SignedNote> {
  if (bytes.length > largestNote) return refuseProof('note-too-large', 'The note is larger than 64 KiB.')
  const note = utf8Text(bytes)
  if (note === undefined) return refuseProof('note-not-utf8', 'The note is not UTF-8 text.')
  const splitAt = note.lastIndexOf('\n\n')
  if (splitAt < 0) return refuseProof('note-no-empty-line', 'The note has no empty line before its signatures.')
  const text = note.slice(0, splitAt + 1)
  if (!isNoteText(text)) return refuseProof('note-text-malformed', 'The note holds a control character.')
  const rest = note.slice(splitAt + 2)
  if (!rest.endsWith('\n')) return refuseProof('note-no-final-line-feed', 'The note does not end with a line feed.')
  const signatures = rest.slice(0, -1).split('\n').map(parseSignatureLine)
  const whole = signatures.filter((signature) => signature !== undefined)
  if (whole.length !== signatures.length || whole.length > mostSignatures) {
    return refuseProof('note-signature-line-malformed', 'A signature line of the note is malformed.')
  }
  return accept({ text, signatures: whole })
}

/** A note that verified, and the names of the known keys that signed it. */
export interface VerifiedNote {
  readonly text: string
  readonly signedBy: readonly VerifierKey[]
}

/**
 * Accepts the note when at least one known key signed it and no known key's signature fails. Signatures by strangers
 * are ignored, even where the name or the id alone matches a known key.
 */
export function verifyNote(bytes: Uint8Array, keys: readonly VerifierKey[], hashing: Hashing): Decision<VerifiedNote> {
  const parsed = parseNote(bytes)
  if (!parsed.ok) return parsed
  const message = utf8(parsed.value.text)
  const signedBy: VerifierKey[] = []
  for (const { keyName, keyId, signature } of parsed.value.signatures) {
    const known = keys.filter((key) => key.keyName === keyName && equalBytes(key.keyId, keyId))
    if (known.length === 0) continue
    const holder = known.find((key) => verifies(key, message, signature, hashing))
    if (holder === undefined) {
      return refuseProof('note-signature-failed', `The signature of ${keyName} does not fit the note.`)
    }
    signedBy.push(holder)
  }
  if (signedBy.length === 0) return refuseProof('note-no-known-signature', 'No key you trust signed this note.')
  return accept({ text: parsed.value.text, signedBy })
}

/** The order L of the Ed25519 group, little-endian. A second spelling of one signature (S ≥ L) is refused (8.12). */
const groupOrder = [
  0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0x10,
] as const

function verifies(key: VerifierKey, message: Uint8Array, signature: Uint8Array, hashing: Hashing): boolean {
  if (signature.length !== 64) return false
  for (let at = 31; at >= 0; at -= 1) {
    const difference = (signature[32 + at] ?? 0) - (groupOrder[at] ?? 0)
    if (difference < 0) return hashing.verifyEd25519(key.publicKey, message, signature)
    if (difference > 0) return false
  }
  return false
}

function parseSignatureLine(line: string): NoteSignature | undefined {
  const [, keyName = '', encoded = ''] = /^\u2014 ([^ ]+) ([^ ]+)$/.exec(line) ?? []
  const bytes = bytesOfBase64(encoded)
  if (!isKeyName(keyName) || bytes === undefined || bytes.length < 5) return undefined
  return { keyName, keyId: bytes.slice(0, 4), signature: bytes.slice(4) }
}

function isKeyName(name: string): boolean {
  return name !== '' && !/[\p{White_Space}\p{Cc}+]/u.test(name)
}

function isNoteText(text: string): boolean {
  const control = Array.from(text).some((character) => character < ' ' && character !== '\n')
  return text.endsWith('\n') && !control
}
