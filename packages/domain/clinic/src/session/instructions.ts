import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { isDrawn } from '@holdspace/kit/drawn-line'
import type { InstructionsAnswered } from '@holdspace/record/instructions'
import type { SessionState } from '@holdspace/record/state'
import { isSameName } from '../people/same-name.ts'

/**
 * May this answer of the escort stand? It is a fact (RULINGS 1, 9): would not sign and was not there are recorded like a
 * signature. Refused is only a signature that is none: an empty field, or the name of somebody else typed beneath. The
 * lock on signatures does not apply: whoever takes the person home was given nothing.
 */
export function decideInstructions(answered: InstructionsAnswered): Decision<InstructionsAnswered> {
  if (answered.outcome !== 'signed') return accept(answered)
  const { mark, escort } = answered
  if (mark.how === 'drawn' && !isDrawn(mark.strokes)) return refuse(notDrawn)
  if (mark.how === 'typed' && !isSameName(mark.name, escort.name)) return refuse(otherName(escort.name))
  return accept(answered)
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

const notDrawn = {
  family: 'unprocessable',
  code: 'signature-empty',
  field: 'mark',
  sentence: 'Draw your signature in the box, or type your name instead.',
} as const

const otherName = (name: string) =>
  ({
    family: 'unprocessable',
    code: 'signature-other-name',
    field: 'mark',
    sentence: `The name does not match ${name}. Type first and last name as they are on the form.`,
  }) as const
