'use client'
import type { ReactNode } from 'react'
import { FieldError } from 'react-aria-components/FieldError'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { ProblemMark } from './problem-mark.tsx'

/** What every field shares: the words above it, the hint, and the problem with what to do about it. */
export interface FieldWords {
  readonly label: string
  readonly hint?: ReactNode
  /** Said after the label when the field may be left empty; required fields carry no mark. */
  readonly optional?: boolean
}

export function FieldLabel({ label, optional }: FieldWords) {
  return (
    <Label className="text-body font-strong text-ink">
      {label}
      {optional === true ? <span className="font-regular text-muted"> (optional)</span> : null}
    </Label>
  )
}

export function FieldHint({ hint }: FieldWords) {
  return hint === undefined ? null : (
    <Text slot="description" className="text-body text-muted">
      {hint}
    </Text>
  )
}

export function FieldProblem() {
  return (
    <FieldError className="flex items-start gap-1.5 text-body font-strong text-high">
      {({ validationErrors }) => (
        <>
          <ProblemMark />
          <span>{validationErrors.join(' ')}</span>
        </>
      )}
    </FieldError>
  )
}
