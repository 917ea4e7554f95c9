'use client'
import { FieldBox } from '@holdspace/ui/field-box'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import type { RefObject } from 'react'
import type { SignWords } from './sign-words.ts'
import { SignaturePad, type Strokes } from './signature-pad.tsx'

export type How = 'drawn' | 'typed'

export interface SignatureMarkProps {
  readonly words: SignWords
  readonly how: How
  readonly onHow: (how: How) => void
  readonly strokes: RefObject<Strokes>
  readonly name: string
  readonly isDisabled: boolean
}

/** Drawn or typed, as the signer likes; what was drawn waits while they look at the other way. */
export function SignatureMark({ words, how, onHow, strokes, name, isDisabled }: SignatureMarkProps) {
  return (
    <>
      <RadioGroup
        name="how"
        label={words.how}
        inline
        value={how}
        isDisabled={isDisabled}
        onChange={(value) => onHow(value === 'typed' ? 'typed' : 'drawn')}
        choices={[
          { value: 'drawn', label: words.draw },
          { value: 'typed', label: words.type },
        ]}
      />
      {how === 'drawn' ? (
        <FieldBox name="mark">
          <SignaturePad
            initial={strokes.current}
            onChange={(drawn) => {
              strokes.current = drawn
            }}
            words={words}
            isDisabled={isDisabled}
          />
        </FieldBox>
      ) : (
        <TextField
          name="typedName"
          label={words.typedName}
          hint={words.typedHint(name)}
          autoComplete="name"
          isDisabled={isDisabled}
        />
      )}
    </>
  )
}
