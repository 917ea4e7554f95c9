import { ascii, backslash, numberEnd, quote, wordsEnd } from './plain-form.ts'
import { codePointAt } from './utf8.ts'

/** Where the members of a header stand in its bytes: from the first byte of each up to and without `…End`. */
export interface PlainHeader {
  readonly device: number
  readonly deviceEnd: number
  readonly deviceSeq: number
  readonly key: number
  readonly keyEnd: number
  readonly kind: number
  readonly kindEnd: number
  readonly ledger: number
  readonly ledgerEnd: number
  /** 44 letters, not yet looked at: whoever asks compares them with the base64 that is due there. */
  readonly payload: number
  /** The same of the entry before; −1 where the header names none. */
  readonly prev: number
  readonly session: number
  readonly sessionEnd: number
  readonly sessionSeq: number
}

/** What stands between the values of a header in ledger form, in the order of the member names. */
const between = {
  actor: '{"actor":"',
  device: '","device_id":"',
  deviceSeq: '","device_seq":',
  key: ',"idempotency_key":"',
  kind: '","kind":"',
  ledger: '","ledger":"',
  occurred: '","occurred_at":"',
  payload: '","payload":"',
  prev: '","prev":"',
  recorded: '","recorded_at":"',
  session: '","session_id":"',
  sessionSeq: '","session_seq":',
  end: ',"v":1}',
} as const
const words = Object.fromEntries(Object.entries(between).map(([name, text]) => [name, ascii(text)])) as {
  readonly [Name in keyof typeof between]: Uint8Array
}

/** What a header says, with hashes in base64. Texts are written as JSON writes them, without their quotes. */
export interface HeaderTexts {
  readonly actor: string
  readonly deviceId: string
  readonly deviceSeq: number
  readonly idempotencyKey: string
  readonly kind: string
  readonly ledger: string
  readonly occurredAt: string
  readonly payload: string
  readonly prev: string | undefined
  readonly recordedAt: string
  readonly sessionId: string
  readonly sessionSeq: number
}

/** The header in ledger form, where what it says has one: `plainHeader` or `parseHeader` must be asked. */
export function headerText(says: HeaderTexts): string {
  const prev = says.prev === undefined ? '' : between.prev + says.prev
  return (
    between.actor +
    says.actor +
    between.device +
    says.deviceId +
    between.deviceSeq +
    says.deviceSeq +
    between.key +
    says.idempotencyKey +
    between.kind +
    says.kind +
    between.ledger +
    says.ledger +
    between.occurred +
    says.occurredAt +
    between.payload +
    says.payload +
    prev +
    between.recorded +
    says.recordedAt +
    between.session +
    says.sessionId +
    between.sessionSeq +
    says.sessionSeq +
    between.end
  )
}

const hashLetters = 44

/** What every header of a chain says, as it stands in the bytes: looked for there, and not looked over first. */
export interface KnownTexts {
  readonly ledger: Uint8Array
  readonly session: Uint8Array
}

/**
 * The places of a header's members when it is certainly one in ledger form, except that `payload` and `prev` may still hold
 * any 44 bytes. Undefined says nothing: `parseHeader` judges. With `known`, it is also undefined where ledger or session are
 * others.
 */
export function plainHeader(bytes: Uint8Array, known?: KnownTexts): PlainHeader | undefined {
  const actor = wordsEnd(bytes, 0, words.actor)
  const actorEnd = filledEnd(bytes, actor)
  const device = wordsEnd(bytes, actorEnd, words.device)
  const deviceEnd = filledEnd(bytes, device)
  const deviceSeq = wordsEnd(bytes, deviceEnd, words.deviceSeq)
  const deviceSeqEnd = numberEnd(bytes, deviceSeq)
  const key = wordsEnd(bytes, deviceSeqEnd, words.key)
  const keyEnd = filledEnd(bytes, key)
  const kind = wordsEnd(bytes, keyEnd, words.kind)
  const kindEnd = filledEnd(bytes, kind)
  const ledger = wordsEnd(bytes, kindEnd, words.ledger)
  const ledgerEnd = known === undefined ? filledEnd(bytes, ledger) : wordsEnd(bytes, ledger, known.ledger)
  const occurred = wordsEnd(bytes, ledgerEnd, words.occurred)
  const payload = wordsEnd(bytes, instantEnd(bytes, occurred), words.payload)
  const payloadEnd = payload < 0 ? -1 : payload + hashLetters
  const prev = wordsEnd(bytes, payloadEnd, words.prev)
  const recorded = wordsEnd(bytes, prev < 0 ? payloadEnd : prev + hashLetters, words.recorded)
  const session = wordsEnd(bytes, instantEnd(bytes, recorded), words.session)
  const sessionEnd = known === undefined ? filledEnd(bytes, session) : wordsEnd(bytes, session, known.session)
  const sessionSeq = wordsEnd(bytes, sessionEnd, words.sessionSeq)
  const sessionSeqEnd = numberEnd(bytes, sessionSeq)
  if (wordsEnd(bytes, sessionSeqEnd, words.end) !== bytes.length) return undefined
  const deviceNumber = count(bytes, deviceSeq, deviceSeqEnd)
  const number = count(bytes, sessionSeq, sessionSeqEnd)
  if (deviceNumber < 1 || number < 1 || (number === 1) !== prev < 0) return undefined
  return {
    device,
    deviceEnd,
    deviceSeq: deviceNumber,
    key,
    keyEnd,
    kind,
    kindEnd,
    ledger,
    ledgerEnd,
    payload,
    prev,
    session,
    sessionEnd,
    sessionSeq: number,
  }
}

/** Where a text that says something ends; an escape in it is left to the strict parser. */
function filledEnd(bytes: Uint8Array, at: number): number {
  if (at < 0) return -1
  const { length } = bytes
  let here = at
  for (;;) {
    while (here < length && isLetter[bytes[here] ?? 0] === 1) here += 1
    const byte = bytes[here] ?? 0
    if (byte < 0x80) return byte === quote && here > at && here < length ? here : -1
    here += codePointAt(bytes, here)?.length ?? length
  }
}

/** ASCII that stands for itself in a text. */
const isLetter = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte < 0x80 && byte !== quote && byte !== backslash ? 1 : 0,
)

/** −1 for a negative number: it is compared with 1 and never used. */
function count(bytes: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] ?? 0) - 0x30
    if (digit < 0) return -1
    value = value * 10 + digit
  }
  return value
}

/** Where `2026-11-21T14:03:00.000Z` ends: RFC 3339, UTC, milliseconds. */
function instantEnd(bytes: Uint8Array, at: number): number {
  if (at < 0 || bytes[at + 4] !== 0x2d || bytes[at + 7] !== 0x2d || bytes[at + 10] !== 0x54) return -1
  if (bytes[at + 13] !== 0x3a || bytes[at + 16] !== 0x3a || bytes[at + 19] !== 0x2e || bytes[at + 23] !== 0x5a)
    return -1
  const isYear = isPair(bytes, at, 0, 99) && isPair(bytes, at + 2, 0, 99)
  const isDate = isYear && isPair(bytes, at + 5, 1, 12) && isPair(bytes, at + 8, 1, 31)
  const isTime = isPair(bytes, at + 11, 0, 23) && isPair(bytes, at + 14, 0, 59) && isPair(bytes, at + 17, 0, 59)
  const isExact = isPair(bytes, at + 20, 0, 99) && isPair(bytes, at + 21, 0, 99)
  return isDate && isTime && isExact ? at + 24 : -1
}

/** Two digits that make a number from `least` to `most`. */
function isPair(bytes: Uint8Array, at: number, least: number, most: number): boolean {
  const tens = (bytes[at] ?? 0) - 0x30
  const ones = (bytes[at + 1] ?? 0) - 0x30
  if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return false
  const value = tens * 10 + ones
  return value >= least && value <= most
}
