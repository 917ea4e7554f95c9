import { signatureMark } from '@holdspace/kit/signature-mark'
import { z } from 'zod'
import { reason } from './bodies.ts'

const shortWords = z.string().trim().min(1).max(300)

/** Whoever takes the person home: the ride that was named, or somebody who came in their place. */
const escort = z.strictObject({
  name: z.string().trim().min(2, 'Enter the name of whoever takes them home.').max(300),
  relationship: z.string().trim().min(1, 'Enter what they are to the patient.').max(300),
})

/** The text they had before them, by its version and hash; its words are kept with the practice's texts for ever. */
const text = z.strictObject({
  title: shortWords,
  version: shortWords,
  language: z.enum(['en', 'es']),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Drawn or typed on the screen; what was signed by hand is said so by whoever records it. */
const screenMark = signatureMark.refine((mark) => mark.how !== 'on-paper', 'On paper nothing is signed on the screen.')

/**
 * What the escort answered to the discharge instructions (RULINGS 9). Signed is the answer that is hoped for; would not,
 * and was not there, are facts like it, each with its reason, and none of them keeps anybody here.
 */
export const instructionsAnswered = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('signed'),
    escort,
    text,
    /** The sentence the signature stands under. */
    meaning: z.string().trim().min(1).max(1_000),
    mark: screenMark,
  }),
  z.strictObject({ outcome: z.literal('signed-on-paper'), escort, text: text.optional() }),
  z.strictObject({ outcome: z.literal('refused'), escort, text: text.optional(), reason }),
  z.strictObject({ outcome: z.literal('absent'), reason }),
])
export type InstructionsAnswered = z.output<typeof instructionsAnswered>
