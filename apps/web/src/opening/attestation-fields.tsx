'use client'
import type { Condition } from '@holdspace/clinic/session/condition'
import type { DayCondition } from '@holdspace/clinic/session/day-conditions'
import type { openingConditions } from '@holdspace/clinic/session/open-session'
import { Button } from '@holdspace/ui/button'
import { Checkbox } from '@holdspace/ui/checkbox'
import { RadioGroup } from '@holdspace/ui/radio-group'
import type { OpeningAnswers } from './answers.ts'

export interface AttestationProps {
  readonly answers: OpeningAnswers
  readonly say: (condition: Condition, statement: string | null) => void
}

export interface OpeningAttestationProps extends AttestationProps {
  readonly one: (typeof openingConditions)[number]
  readonly problem?: string
}

/** One statement under one's own name: ticked, it is recorded word for word. */
export function OpeningAttestation({ one, answers, say, problem }: OpeningAttestationProps) {
  const { condition, sentence, statement } = one
  const isSaid = answers.statements[condition] !== undefined
  return (
    <li className="border-line border-b py-1.5 last:border-b-0">
      <Checkbox
        name={condition}
        isSelected={isSaid}
        onChange={(isTicked) => say(condition, isTicked ? statement : null)}
        note={sentence}
        {...(problem === undefined ? {} : { problem })}
      >
        “{statement}”
      </Checkbox>
    </li>
  )
}

/** What is asked on the day. The answer that would forbid a dose is no choice: the line then stays open. */
export function DayAttestation({ one, answers, say }: AttestationProps & { readonly one: DayCondition }) {
  const { condition, sentence, statements, otherwise, neededForDose } = one
  const said = answers.statements[condition]
  return (
    <div className="flex flex-col items-start gap-1">
      <RadioGroup
        name={condition}
        label={sentence}
        hint={otherwise}
        optional={!neededForDose}
        value={said ?? null}
        onChange={(statement) => say(condition, statement)}
        choices={statements.map((statement) => ({ value: statement, label: statement }))}
        className="w-full"
      />
      {said === undefined ? null : (
        <Button
          variant="quiet"
          size="compact"
          aria-label={`Leave open: ${sentence}`}
          onPress={() => say(condition, null)}
        >
          Leave open
        </Button>
      )}
    </div>
  )
}
