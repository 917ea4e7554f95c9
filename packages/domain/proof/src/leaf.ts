import { base64, bytesOfBase64 } from './base64.ts'
import { behind, concat } from './bytes.ts'
import { canonicalJson, isJsonObject, type Json, parseLedgerBytes } from './canonical-json.ts'
import type { Hasher } from './hashing.ts'
import { headerText, plainHeader } from './plain-header.ts'
import { labelled, utf8, utf8Text } from './utf8.ts'

/** The version string of the layout. Frozen: another layout needs another string (TAMPER-EVIDENCE 8.5). */
export const entryVersion = 1

/**
 * The header of one entry (HOUSE section 5.3). It says where the entry stands in its session and commits to the body,
 * and never names a place in the practice's log, so that recording never waits for the log.
 */
export interface EntryHeader {
  /** The practice's ledger, e.g. `clinic.example/ledger`: one origin per practice, for ever. */
  readonly ledger: string
  readonly sessionId: string
  /** From 1, without a gap. */
  readonly sessionSeq: number
  /** Leaf hash of the session's previous entry; absent on its first. */
  readonly prev?: Uint8Array | undefined
  readonly idempotencyKey: string
  readonly kind: string
  readonly actor: string
  readonly deviceId: string
  /** The device's own count, from 1: a missing number is an entry that was never sent (OB16). */
  readonly deviceSeq: number
  /** RFC 3339, UTC, milliseconds, `Z`: when it happened, by the device. */
  readonly occurredAt: string
  /** The same form: when the server took it in. */
  readonly recordedAt: string
  /** The salted commitment to the body, 32 bytes. */
  readonly payload: Uint8Array
}

const payloadHash = behind(labelled('ledger-payload/v1'))
const entryHash = behind(concat(new Uint8Array([0]), labelled('ledger-entry/v1')))

/** `H("ledger-payload/v1" || 0x00 || salt || payload_bytes)`: without the salt a printed hash cannot be guessed (T6). */
export function payloadCommitment(salt: Uint8Array, bodyBytes: Uint8Array, hash: Hasher): Uint8Array {
  if (salt.length !== 32) throw new Error(`A salt is 32 bytes, not ${salt.length}.`)
  return payloadHash(hash, salt, bodyBytes)
}

/**
 * Canonical JSON bytes of the header: what is stored, and what is hashed as stored. Written in the order of its members at
 * once and then judged like any other bytes. Throws on a malformed header.
 */
export function headerBytes(header: EntryHeader): Uint8Array {
  const { deviceSeq, sessionSeq, payload, prev } = header
  const bytes = utf8(
    headerText({
      actor: letters(header.actor),
      deviceId: letters(header.deviceId),
      deviceSeq,
      idempotencyKey: letters(header.idempotencyKey),
      kind: letters(header.kind),
      ledger: letters(header.ledger),
      occurredAt: letters(header.occurredAt),
      payload: base64(payload),
      prev: prev === undefined ? undefined : base64(prev),
      recordedAt: letters(header.recordedAt),
      sessionId: letters(header.sessionId),
      sessionSeq,
    }),
  )
  const areHashes = payload.length === 32 && (prev === undefined || prev.length === 32)
  if (!areHashes || (plainHeader(bytes) === undefined && parseHeader(bytes) === undefined)) {
    throw new Error(`Entry ${sessionSeq} of session ${header.sessionId} has a malformed header.`)
  }
  return bytes
}

/** A text as canonical JSON writes it, without its quotes. */
function letters(text: string): string {
  return canonicalJson(text).slice(1, -1)
}

/** The header, when the bytes are canonical and every member is there in its form; otherwise undefined. */
export function parseHeader(bytes: Uint8Array): EntryHeader | undefined {
  return headerOf(parseLedgerBytes(bytes))
}

/**
 * What `parseHeader` answers, in a fraction of the time for a header that is certainly in ledger form: reading a record takes
 * one of each entry. Only the letters of the two hashes `plainHeader` has not looked at, and each has one spelling.
 */
export function readHeader(bytes: Uint8Array): EntryHeader | undefined {
  if (plainHeader(bytes) === undefined) return parseHeader(bytes)
  const says = jsonOf(utf8Text(bytes))
  const payload = hashOf(says?.payload)
  const prev = hashOf(says?.prev)
  if (says === undefined || payload === undefined || (prev === undefined) !== (says.prev === undefined))
    return undefined
  return {
    ledger: says.ledger as string,
    sessionId: says.session_id as string,
    sessionSeq: says.session_seq as number,
    idempotencyKey: says.idempotency_key as string,
    kind: says.kind as string,
    actor: says.actor as string,
    deviceId: says.device_id as string,
    deviceSeq: says.device_seq as number,
    occurredAt: says.occurred_at as string,
    recordedAt: says.recorded_at as string,
    payload,
    prev,
  }
}

function jsonOf(text: string | undefined): Readonly<Record<string, Json>> | undefined {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

/** `H(0x00 || "ledger-entry/v1" || 0x00 || header)`: the leaf of RFC 6962 over the product's leaf data. */
export function leafHash(header: Uint8Array, hash: Hasher): Uint8Array {
  return entryHash(hash, header)
}

const instantForm = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const required = [
  'v',
  'ledger',
  'session_id',
  'session_seq',
  'idempotency_key',
  'kind',
  'actor',
  'device_id',
  'device_seq',
  'occurred_at',
  'recorded_at',
  'payload',
] as const

function headerOf(value: Json | undefined): EntryHeader | undefined {
  if (!isJsonObject(value) || value.v !== entryVersion) return undefined
  const members = required.length + (value.prev === undefined ? 0 : 1)
  if (Object.keys(value).length !== members || !required.every((name) => Object.hasOwn(value, name))) return undefined
  const sessionSeq = count(value.session_seq)
  const deviceSeq = count(value.device_seq)
  const payload = hashOf(value.payload)
  const prev = hashOf(value.prev)
  if (sessionSeq === undefined || deviceSeq === undefined || payload === undefined) return undefined
  // Only the first entry has nothing before it: a header that contradicts its own number is not a header.
  if ((sessionSeq === 1) !== (value.prev === undefined) || (sessionSeq > 1 && prev === undefined)) return undefined
  const { ledger, session_id: sessionId, idempotency_key: idempotencyKey, kind, actor, device_id: deviceId } = value
  const { occurred_at: occurredAt, recorded_at: recordedAt } = value
  if (!isText(ledger) || !isText(sessionId) || !isText(idempotencyKey)) return undefined
  if (!isText(kind) || !isText(actor) || !isText(deviceId)) return undefined
  if (!isInstant(occurredAt) || !isInstant(recordedAt)) return undefined
  const said = {
    ledger,
    sessionId,
    sessionSeq,
    idempotencyKey,
    kind,
    actor,
    deviceId,
    deviceSeq,
    occurredAt,
    recordedAt,
  }
  return prev === undefined ? { ...said, payload } : { ...said, payload, prev }
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== ''
}

function isInstant(value: Json | undefined): value is string {
  return typeof value === 'string' && instantForm.test(value)
}

function count(value: Json | undefined): number | undefined {
  return typeof value === 'number' && value >= 1 ? value : undefined
}

function hashOf(value: Json | undefined): Uint8Array | undefined {
  const bytes = typeof value === 'string' ? bytesOfBase64(value) : undefined
  return bytes?.length === 32 ? bytes : undefined
}
