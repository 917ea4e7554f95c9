'use client'
import { Checkbox } from '@holdspace/ui/checkbox'
import { ProblemMark } from '@holdspace/ui/problem-mark'
import type { Identifier } from './answers.ts'

/** One thing the chart knows by which a person can be told from another. */
export interface KnownOfPerson {
  readonly identifier: Identifier
  readonly label: string
  readonly value: string
}

export interface IdentityFieldsProps {
  readonly known: readonly KnownOfPerson[]
  readonly checked: readonly Identifier[]
  readonly onCheck: (one: Identifier, isChecked: boolean) => void
  readonly problem?: string
}

/** Ask the person, do not read it out to them: two that match, or this is not the chart (M17). */
export function IdentityFields({ known, checked, onCheck, problem }: IdentityFieldsProps) {
  return (
    <fieldset id="field-identity" data-field="identity" className="scroll-mt-24">
      <legend className="font-strong">Two identifiers, told by the person</legend>
      <p className="text-muted">Ask, do not read out. Tick what matches the chart.</p>
      <div className="mt-1 grid gap-x-6 sm:grid-cols-2">
        {known.map(({ identifier, label, value }) => (
          <Checkbox
            key={identifier}
            name={identifier}
            isSelected={checked.includes(identifier)}
            onChange={(isChecked) => onCheck(identifier, isChecked)}
            note={label}
          >
            {value}
          </Checkbox>
        ))}
      </div>
      {problem === undefined ? null : (
        <p className="flex items-start gap-1.5 font-strong text-high">
          <ProblemMark />
          {problem}
        </p>
      )}
    </fieldset>
  )
}
