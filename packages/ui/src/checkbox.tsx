'use client'
import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox'
import { FieldBox } from './field-box.tsx'
import { ProblemMark } from './problem-mark.tsx'

export interface CheckboxProps {
  readonly name: string
  readonly children: ReactNode
  readonly note?: ReactNode
  readonly value?: string
  readonly isSelected?: boolean
  readonly defaultSelected?: boolean
  readonly onChange?: (isSelected: boolean) => void
  readonly isDisabled?: boolean
  readonly problem?: string
}

export function Checkbox({ name, children, note, problem, ...rest }: CheckboxProps) {
  return (
    <FieldBox name={name} className="flex flex-col gap-1.5">
      <AriaCheckbox
        {...rest}
        name={name}
        validationBehavior="aria"
        isInvalid={problem !== undefined}
        className="group relative flex min-h-11 items-start gap-3 rounded-control py-2.5 data-disabled:text-muted"
      >
        <span
          aria-hidden
          className={
            'mt-px grid size-5 shrink-0 place-items-center rounded-mark border-2 border-control-line bg-surface eased ' +
            'group-hover:border-accent group-data-selected:border-accent group-data-selected:bg-fill group-data-invalid:border-high ' +
            'group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent'
          }
        >
          <svg
            aria-hidden
            viewBox="0 0 16 16"
            className="size-3.5 fill-none stroke-on-fill stroke-[2.5] opacity-0 group-data-selected:opacity-100"
          >
            <path d="m3 8.5 3.2 3.2L13 4.8" strokeLinecap="round" strokeLinejoin="round" />
          </svg>
        </span>
        <span className="min-w-0">
          <span className="block font-strong">{children}</span>
          {note === undefined ? null : <span className="block text-muted">{note}</span>}
        </span>
      </AriaCheckbox>
      {problem === undefined ? null : (
        <p className="flex items-start gap-1.5 font-strong text-high">
          <ProblemMark />
          {problem}
        </p>
      )}
    </FieldBox>
  )
}
