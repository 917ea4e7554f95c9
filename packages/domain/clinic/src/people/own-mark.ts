import { isDrawn } from '@holdspace/kit/drawn-line'
import type { Refusal } from '@holdspace/kit/refusal'
import type { SignatureMark } from '@holdspace/kit/signature-mark'
import { isSameName } from './same-name.ts'

/** Why a mark is no signature of this person: an empty field, or the name of somebody else typed beneath. Null for one that is. */
export function notOwnMark(mark: SignatureMark, name: string): Refusal | null {
  if (mark.how === 'drawn' && !isDrawn(mark.strokes)) return notDrawn
  if (mark.how === 'typed' && !isSameName(mark.name, name)) return otherName(name)
  return null
}

export const otherName = (name: string) =>
  ({
    family: 'unprocessable',
    code: 'signature-other-name',
    field: 'mark',
    sentence: `The name does not match ${name}. Type first and last name as they are on the paper.`,
  }) as const

const notDrawn = {
  family: 'unprocessable',
  code: 'signature-empty',
  field: 'mark',
  sentence: 'Draw your signature in the box, or type your name instead.',
} as const
