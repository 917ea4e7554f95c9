'use client'
import { clsx } from 'clsx'
import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components/RadioGroup'
import { FieldHint, FieldLabel, FieldProblem, type FieldWords } from './field.tsx'
import { FieldBox } from './field-box.tsx'
import type { Choice } from './select.tsx'

export interface RadioGroupProps extends FieldWords {
  readonly name: string
  readonly choices: readonly Choice[]
  readonly value?: string | null
  readonly defaultValue?: string
  readonly onChange?: (value: string) => void
  readonly isDisabled?: boolean
  /** Side by side for two or three short answers; one below the other otherwise. */
  readonly inline?: boolean
  readonly size?: 'regular' | 'room'
  readonly className?: string
}

export function RadioGroup({
  label,
  hint,
  optional,
  name,
  choices,
  inline,
  size = 'regular',
  className,
  ...rest
}: RadioGroupProps) {
  const words = { label, ...(hint === undefined ? {} : { hint }), ...(optional === undefined ? {} : { optional }) }
  return (
    <FieldBox name={name} className={className}>
      <AriaRadioGroup {...rest} name={name} validationBehavior="aria" className="flex flex-col gap-1.5">
        <FieldLabel {...words} />
        <FieldHint {...words} />
        <div className={clsx('flex gap-2', inline === true ? 'flex-row flex-wrap' : 'flex-col')}>
          {choices.map((choice) => (
            <Radio
              key={choice.value}
              value={choice.value}
              isDisabled={choice.unavailable !== undefined}
              className={clsx(
                'group relative flex items-center gap-3 rounded-control border border-control-line bg-surface px-3.5 py-2 eased',
                'hover:border-accent data-selected:border-accent data-selected:bg-soft data-disabled:text-muted',
                'data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-accent',
                size === 'room' ? 'min-h-15 text-lead' : 'min-h-11',
              )}
            >
              <span
                aria-hidden
                className="grid size-5 shrink-0 place-items-center rounded-full border-2 border-control-line eased group-data-selected:border-accent"
              >
                <span className="size-2.5 scale-0 rounded-full bg-accent eased group-data-selected:scale-100" />
              </span>
              <span className="min-w-0">
                <span className="block font-strong">{choice.label}</span>
                {choice.note === undefined ? null : <span className="block text-muted">{choice.note}</span>}
                {choice.unavailable === undefined ? null : (
                  <span className="block text-muted">{choice.unavailable}</span>
                )}
              </span>
            </Radio>
          ))}
        </div>
        <FieldProblem />
      </AriaRadioGroup>
    </FieldBox>
  )
}
