'use client'
import { Check, ChevronDown } from 'lucide-react'
import { startTransition, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { FieldHint, FieldLabel, FieldProblem, type FieldWords } from './field.tsx'
import { controlClass, FieldBox } from './field-box.tsx'

export interface Choice {
  readonly value: string
  readonly label: string
  /** One line below the label: what the choice means. */
  readonly note?: string
  /** Why it cannot be chosen now; a choice is greyed with its reason, never hidden. */
  readonly unavailable?: string
}

export interface SelectProps extends FieldWords {
  readonly name: string
  readonly choices: readonly Choice[]
  readonly value?: string | null
  readonly defaultValue?: string
  readonly onChange?: (value: string) => void
  readonly placeholder?: string
  readonly isDisabled?: boolean
  readonly className?: string
}

export function Select({
  label,
  hint,
  optional,
  name,
  choices,
  onChange,
  placeholder = 'Choose one',
  className,
  ...rest
}: SelectProps) {
  const words = { label, ...(hint === undefined ? {} : { hint }), ...(optional === undefined ? {} : { optional }) }
  const list = useList()
  return (
    <FieldBox name={name} className={className} {...list.watched}>
      <AriaSelect
        {...rest}
        isOpen={list.isOpen}
        onOpenChange={list.open}
        name={name}
        validationBehavior="aria"
        placeholder={placeholder}
        onChange={(key) => {
          if (key !== null && onChange !== undefined) onChange(String(key))
        }}
        disabledKeys={choices.filter((choice) => choice.unavailable !== undefined).map((choice) => choice.value)}
        className="flex flex-col gap-1.5"
      >
        <FieldLabel {...words} />
        <FieldHint {...words} />
        <Button className={`${controlClass} flex items-center justify-between gap-2 text-left`}>
          <SelectValue className="min-w-0 truncate data-placeholder:text-muted">
            {({ isPlaceholder, selectedText, defaultChildren }) => (isPlaceholder ? defaultChildren : selectedText)}
          </SelectValue>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
        </Button>
        <FieldProblem />
        <Popover className="rises w-(--trigger-width) rounded-card border border-line bg-raised p-1 shadow-float in-data-covered:hidden">
          <ListBox className="max-h-80 overflow-auto outline-none" items={choices}>
            {(choice) => (
              <ListBoxItem
                id={choice.value}
                textValue={choice.label}
                className="group flex min-h-11 items-center gap-3 rounded-control px-3 py-2 outline-none data-focused:bg-soft data-disabled:text-muted"
              >
                <span className="min-w-0 flex-1">
                  <span className="block font-strong">{choice.label}</span>
                  {choice.note === undefined ? null : <span className="block text-muted">{choice.note}</span>}
                  {choice.unavailable === undefined ? null : (
                    <span className="block text-muted">{choice.unavailable}</span>
                  )}
                </span>
                <Check aria-hidden className="invisible size-4 text-accent group-data-selected:visible" />
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </AriaSelect>
    </FieldBox>
  )
}

/**
 * Whether the list is open. Under a finger or a mouse the control is drawn as pressed, or the choice as chosen, before the
 * list comes or goes, which takes a slow device a tenth of a second. A key has it at once: the next key is meant for it.
 */
function useList() {
  const [isOpen, setOpen] = useState(false)
  const byKey = useRef(false)
  return {
    isOpen,
    open: (next: boolean) => (byKey.current ? setOpen(next) : startTransition(() => setOpen(next))),
    watched: {
      onKeyDownCapture: () => {
        byKey.current = true
      },
      onPointerDownCapture: () => {
        byKey.current = false
      },
    },
  }
}
