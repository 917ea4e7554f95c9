'use client'
import { clsx } from 'clsx'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
} from 'react-aria-components/NumberField'
import { FieldHint, FieldLabel, FieldProblem, type FieldWords } from './field.tsx'
import { FieldBox } from './field-box.tsx'

export interface NumberFieldProps
  extends FieldWords,
    Omit<AriaNumberFieldProps, 'children' | 'className' | 'style' | 'name' | 'formatOptions'> {
  readonly name: string
  /** Stands inside the control, so that no number is ever read without its unit (M02). */
  readonly unit: string
  /** How many decimals may be entered; none when absent. */
  readonly decimals?: number
  readonly size?: 'regular' | 'room'
  readonly className?: string
}

export function NumberField({
  label,
  hint,
  optional,
  unit,
  decimals = 0,
  size = 'regular',
  className,
  ...rest
}: NumberFieldProps) {
  const words = { label, ...(hint === undefined ? {} : { hint }), ...(optional === undefined ? {} : { optional }) }
  return (
    <FieldBox name={rest.name} className={className}>
      <AriaNumberField
        {...rest}
        validationBehavior="aria"
        isWheelDisabled
        aria-label={`${label}, ${unit}`}
        formatOptions={{ maximumFractionDigits: decimals }}
        className="flex flex-col gap-1.5"
      >
        <FieldLabel {...words} />
        <FieldHint {...words} />
        <Group
          className={clsx(
            'flex items-center overflow-hidden rounded-control border border-control-line bg-surface eased hover:border-accent',
            'focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent',
            'data-invalid:border-2 data-invalid:border-high',
          )}
        >
          <Input
            className={clsx(
              'w-full min-w-0 bg-transparent px-3 text-ink outline-none',
              size === 'room' ? 'min-h-15 text-title font-strong' : 'min-h-11 text-lead',
            )}
          />
          <span aria-hidden className="shrink-0 pr-3 text-body text-muted">
            {unit}
          </span>
        </Group>
        <FieldProblem />
      </AriaNumberField>
    </FieldBox>
  )
}
