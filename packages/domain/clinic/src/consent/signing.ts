import { instant } from '@holdspace/kit/instant'
import { signatureMark } from '@holdspace/kit/signature-mark'
import { z } from 'zod'
import { consentVersionNumber } from './consent-text.ts'
import { consentKinds } from './kinds.ts'

const shortWords = z.string().trim().min(2).max(200)

/** Who signs. A representative says by what right; the proof of it is kept with the paper or the chart. */
export const signer = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('patient'), name: shortWords }),
  z.strictObject({ as: z.literal('representative'), name: shortWords, relation: shortWords, authority: shortWords }),
])
export type Signer = z.output<typeof signer>

/** Somebody who helped and is not on the staff: an interpreter on the telephone, a witness from outside (RULINGS 9). */
export const helper = z.strictObject({
  role: z.enum(['interpreter', 'witness']),
  name: shortWords,
  /** The interpreter's number, the witness's relation. */
  reference: shortWords,
})
export type Helper = z.output<typeof helper>

export const identifiers = ['name', 'birth-date', 'mrn', 'photo', 'address', 'phone'] as const

/** What somebody answered to a check, in order: the last answer is the right one, the wrong ones before it are kept. */
export const checkAnswer = z.strictObject({
  id: z.string().max(41),
  given: z.array(z.int().min(0).max(3)).min(1).max(20),
})
export type CheckAnswer = z.output<typeof checkAnswer>

/** What a person's device sends when they sign: what they saw, initialled and drew. */
export const signing = z.strictObject({
  /** Made once per intention: sent twice, it is signed once. */
  consentId: z.uuid(),
  kind: z.enum(consentKinds),
  language: z.enum(['en', 'es']),
  version: consentVersionNumber,
  /** Hash of the text as it was shown; another text is not signed by it. */
  shownHash: z.string().regex(/^[0-9a-f]{64}$/),
  signer,
  initials: z.record(z.string().max(41), z.string().trim().min(1).max(8)),
  mark: signatureMark,
  checked: z.array(checkAnswer).max(4).optional(),
  /** They agreed to sign on a screen, having read that paper is theirs for the asking (15 USC 7001(c)). */
  agreesToScreen: z.boolean(),
  helpers: z.array(helper).max(4),
})
export type Signing = z.output<typeof signing>

/** A paper signed by hand: when, and a member of staff's word for what they saw. */
export const paperAttestation = z.strictObject({
  signedAt: instant,
  statement: z.string().trim().min(10).max(1_000),
})
export type PaperAttestation = z.output<typeof paperAttestation>
