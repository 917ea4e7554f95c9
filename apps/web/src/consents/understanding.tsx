'use client'
import type { ConsentText } from '@holdspace/clinic/consent/consent-text'
import { Notice } from '@holdspace/ui/notice'
import { RadioGroup } from '@holdspace/ui/radio-group'
import type { SignWords } from './sign-words.ts'

type Check = NonNullable<ConsentText['checks']>[number]

/** What was answered so far, by check, in the order it was given. */
export type Given = Readonly<Record<string, readonly number[]>>

/** Stands before the name of a check in the name of its field. */
export const checkField = (id: string): string => `checks.${id}`

/** Whether the last answer to a check is the right one. */
export function isUnderstood({ id, right }: Check, given: Given): boolean {
  return given[id]?.at(-1) === right
}

export interface UnderstandingProps {
  readonly text: ConsentText
  readonly words: SignWords
  readonly given: Given
  readonly onAnswer: (id: string, choice: number) => void
  readonly isDisabled: boolean
}

/** Questions that show what was understood; a wrong answer shows the passage again, and nobody is sent away for one. */
export function Understanding({ text, words, given, onAnswer, isDisabled }: UnderstandingProps) {
  const { checks = [] } = text
  if (checks.length === 0) return null
  return (
    <section aria-labelledby="understanding" className="flex flex-col gap-5 border-line border-t pt-6">
      <h2 id="understanding" className="text-title">
        {words.checks}
      </h2>
      <p className="text-muted">{words.checksLede}</p>
      {checks.map((check) => (
        <div key={check.id} className="flex flex-col gap-3">
          <RadioGroup
            name={checkField(check.id)}
            label={check.question}
            size="room"
            isDisabled={isDisabled}
            choices={check.choices.map((words, at) => ({ value: String(at), label: words }))}
            value={given[check.id]?.at(-1)?.toString() ?? null}
            onChange={(value) => onAnswer(check.id, Number(value))}
          />
          {given[check.id] === undefined || isUnderstood(check, given) ? null : (
            <Passage text={text} check={check} words={words} />
          )}
        </div>
      ))}
    </section>
  )
}

function Passage({
  text,
  check,
  words,
}: {
  readonly text: ConsentText
  readonly check: Check
  readonly words: SignWords
}) {
  const section = text.sections.find(({ id }) => id === check.passage)
  if (section === undefined) return null
  return (
    <Notice level="medium" title={words.readAgain} live>
      <span className="block font-strong">{section.heading}</span>
      {section.paragraphs.map((paragraph) => (
        <span key={paragraph} className="mt-2 block">
          {paragraph}
        </span>
      ))}
      {section.points.map((point) => (
        <span key={point} className="mt-1 block">
          • {point}
        </span>
      ))}
    </Notice>
  )
}
