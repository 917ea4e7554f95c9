'use client'
import { clsx } from 'clsx'
import { Input } from 'react-aria-components/Input'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components/TextField'
import { FieldHint, FieldLabel, FieldProblem, type FieldWords } from './field.tsx'
import { controlClass, FieldBox } from './field-box.tsx'

export interface TextFieldProps
  extends FieldWords,
    Omit<AriaTextFieldProps, 'children' | 'className' | 'style' | 'name'> {
  readonly name: string
  /** Lines of a longer answer; one line when absent. */
  readonly rows?: number
  readonly placeholder?: string
  readonly className?: string
}

export function TextField({ label, hint, optional, rows, placeholder, className, ...rest }: TextFieldProps) {
  const words = { label, ...(hint === undefined ? {} : { hint }), ...(optional === undefined ? {} : { optional }) }
  const shown = placeholder === undefined ? {} : { placeholder }
  return (
    <FieldBox name={rest.name} className={className}>
      <AriaTextField {...rest} validationBehavior="aria" className="flex flex-col gap-1.5">
        <FieldLabel {...words} />
        <FieldHint {...words} />
        {rows === undefined ? (
          <Input {...shown} className={controlClass} />
        ) : (
          <TextArea {...shown} rows={rows} className={clsx(controlClass, 'resize-y py-2.5 leading-normal')} />
        )}
        <FieldProblem />
      </AriaTextField>
    </FieldBox>
  )
}
