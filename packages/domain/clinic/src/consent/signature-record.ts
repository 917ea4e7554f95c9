import { instant } from '@holdspace/kit/instant'
import { signatureMark } from '@holdspace/kit/signature-mark'
import { hex } from '@holdspace/proof/bytes'
import { ledgerBytes } from '@holdspace/proof/canonical-json'
import type { Hasher } from '@holdspace/proof/hashing'
import { z } from 'zod'
import { consentVersionNumber } from './consent-text.ts'
import { consentKinds } from './kinds.ts'
import { checkAnswer, helper, paperAttestation, signer } from './signing.ts'

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/)

/** On what, and in whose presence, it was signed. */
const place = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('staff-tablet'), handedOverBy: z.string(), membershipId: z.uuid() }),
  z.strictObject({ on: z.literal('clinic-kiosk') }),
  z.strictObject({ on: z.literal('own-device') }),
  z.strictObject({ on: z.literal('paper'), attestedBy: z.string(), membershipId: z.uuid(), ...paperAttestation.shape }),
])

/**
 * Everything about one signature, as it is hashed, printed on the certificate and kept for ever. It names the exact text
 * by hash and the signature before it, so that neither can be exchanged or left out unnoticed.
 */
export const signatureRecord = z.strictObject({
  consentId: z.uuid(),
  practiceId: z.uuid(),
  patientId: z.uuid(),
  seq: z.int().min(1),
  previousHash: sha256Hex.nullable(),
  kind: z.enum(consentKinds),
  language: z.enum(['en', 'es']),
  version: consentVersionNumber,
  textHash: sha256Hex,
  signer,
  /** What the signature means (21 CFR 11.50 as a design bar): the sentence above it. */
  meaning: z.string(),
  initials: z.record(z.string(), z.string()),
  mark: signatureMark,
  /** What was answered to the questions on understanding, wrong answers with it; absent where the text asks none. */
  checked: z.array(checkAnswer).optional(),
  agreesToScreen: z.boolean(),
  identityConfirmedBy: z.array(z.string()).min(2),
  helpers: z.array(helper),
  place,
  deviceId: z.uuid(),
  /** What the browser called itself; never more than a hint. */
  userAgent: z.string().max(200),
  signedAt: instant,
  zone: z.string(),
  recordedAt: instant,
})
export type SignatureRecord = z.output<typeof signatureRecord>

export function recordBytes(record: SignatureRecord): Uint8Array {
  return ledgerBytes(record)
}

export function recordHash(record: SignatureRecord, sha256: Hasher): string {
  return hex(sha256(recordBytes(record)))
}
