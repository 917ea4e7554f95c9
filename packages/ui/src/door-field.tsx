'use client'
import type { HTMLInputTypeAttribute } from 'react'
import { controlClass, FieldBox } from './field-box.tsx'
import { useFieldProblems } from './form.tsx'
import { ProblemMark } from './problem-mark.tsx'

export interface DoorFieldProps {
  readonly name: string
  readonly label: string
  readonly type?: HTMLInputTypeAttribute
  readonly autoComplete: string
  readonly inputMode?: 'email' | 'numeric'
  readonly autoFocus?: boolean
}

/**
 * A text field of the front door: what `TextField` looks like and tells a screen reader, on the browser's own label and
 * input, because that page stands before anything else was loaded (PERFORMANCE, first route).
 */
export function DoorField({ name, label, ...rest }: DoorFieldProps) {
  const problems = useFieldProblems(name)
  const isWrong = problems.length > 0
  const id = `door-${name}`
  return (
    <FieldBox name={name}>
      <div className="flex flex-col gap-1.5">
        <label htmlFor={id} className="text-body font-strong text-ink">
          {label}
        </label>
        <input
          {...rest}
          id={id}
          name={name}
          className={controlClass}
          {...(isWrong ? { 'data-invalid': true, 'aria-invalid': true, 'aria-describedby': `${id}-problem` } : {})}
        />
        {isWrong ? (
          <span id={`${id}-problem`} className="flex items-start gap-1.5 text-body font-strong text-high">
            <ProblemMark />
            <span>{problems.join(' ')}</span>
          </span>
        ) : null}
      </div>
    </FieldBox>
  )
}
