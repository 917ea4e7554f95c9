import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import type { InstructionsAnswered } from '@holdspace/record/instructions'
import type { SessionState } from '@holdspace/record/state'
import { notOwnMark } from '../people/own-mark.ts'

/** A text of the practice that an escort could have had before them, and how long it was the one in effect. */
export interface InstructionsInForce {
  readonly version: string
  readonly language: 'en' | 'es'
  readonly contentHash: string
  readonly from: Instant
  /** Null while nothing has taken its place. */
  readonly until: Instant | null
}

/** Everything known about where an answer was given: the texts the practice published, and the time they could be read. */
export interface AnsweredWhere {
  readonly texts: readonly InstructionsInForce[]
  readonly openedAt: Instant
  readonly occurredAt: Instant
}

/**
 * May this answer of the escort stand? It is a fact (RULINGS 1, 9): would not sign and was not there are recorded like a
 * signature. Refused is only a signature that is none: an empty field, or the name of somebody else typed beneath. The
 * lock on signatures does not apply: whoever takes the person home was given nothing. Which text it was is held against
 * what the practice approved: a device's word for a hash proves nothing.
 */
export function decideInstructions(
  answered: InstructionsAnswered,
  where: AnsweredWhere,
): Decision<InstructionsAnswered> {
  const text = answered.outcome === 'absent' ? undefined : answered.text
  if (text !== undefined && !wasInEffect(text, where)) return refuse(textNotOurs(text.version))
  return decideMark(answered)
}

/** Whether there is a signature at all, of the one who is named: what a screen asks before it sends. */
export function decideMark(answered: InstructionsAnswered): Decision<InstructionsAnswered> {
  if (answered.outcome !== 'signed') return accept(answered)
  const refusal = notOwnMark(answered.mark, answered.escort.name)
  return refusal === null ? accept(answered) : refuse(refusal)
}

/**
 * In effect at the opening, or since then up to the answer: a room keeps the text it was opened with, also without a
 * network, and what was read is told truthfully by its version.
 */
function wasInEffect(
  { version, language, contentHash }: NonNullable<Extract<InstructionsAnswered, { outcome: 'signed' }>['text']>,
  { texts, openedAt, occurredAt }: AnsweredWhere,
): boolean {
  const named = texts.find((one) => one.language === language && one.version === version)
  if (named === undefined || named.contentHash !== contentHash || named.from > occurredAt) return false
  return named.until === null || named.until > openedAt
}

const textNotOurs = (version: string) =>
  ({
    family: 'unprocessable',
    code: 'instructions-not-in-effect',
    field: 'text',
    sentence: `Version ${version} is not what the practice has in effect as discharge instructions. Open the room again and let the escort read the text of today.`,
  }) as const

/** How the escort's signature stands, said beside the criteria of discharge. It is never one of them: nobody is kept for it. */
export function instructionsStanding({ instructions }: SessionState): {
  readonly isSigned: boolean
  readonly sentence: string
} {
  if (instructions === null) {
    return {
      isSigned: false,
      sentence: 'The escort’s signature under the discharge instructions is not recorded. It keeps nobody here.',
    }
  }
  switch (instructions.outcome) {
    case 'signed':
      return { isSigned: true, sentence: `${instructions.escort.name} signed the discharge instructions.` }
    case 'signed-on-paper':
      return { isSigned: true, sentence: `${instructions.escort.name} signed the discharge instructions on paper.` }
    case 'refused':
      return {
        isSigned: false,
        sentence: `${instructions.escort.name} did not sign the discharge instructions: ${instructions.reason}`,
      }
    case 'absent':
      return { isSigned: false, sentence: `No escort was there to sign: ${instructions.reason}` }
  }
}
