import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { InstructionsAnswered } from '@holdspace/record/instructions'
import type { SessionState } from '@holdspace/record/state'
import { notOwnMark } from '../people/own-mark.ts'

/**
 * May this answer of the escort stand? It is a fact (RULINGS 1, 9): would not sign and was not there are recorded like a
 * signature. Refused is only a signature that is none: an empty field, or the name of somebody else typed beneath. The
 * lock on signatures does not apply: whoever takes the person home was given nothing.
 */
export function decideInstructions(answered: InstructionsAnswered): Decision<InstructionsAnswered> {
  if (answered.outcome !== 'signed') return accept(answered)
  const refusal = notOwnMark(answered.mark, answered.escort.name)
  return refusal === null ? accept(answered) : refuse(refusal)
}

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
