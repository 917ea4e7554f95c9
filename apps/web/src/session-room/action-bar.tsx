'use client'
import { Button } from '@holdspace/ui/button'
import { LinkButton } from '@holdspace/ui/link'
import { Menu, type MenuChoice } from '@holdspace/ui/menu'
import { memo, type RefObject, useEffect, useRef } from 'react'
import { useCalling } from '../calls/use-calling.ts'
import type { FormKey, OpenForm } from './open-form.ts'
import { useRoom } from './room-context.tsx'

const often: readonly { readonly key: FormKey; readonly label: string; readonly shortcut: string }[] = [
  { key: 'vitals', label: 'Vitals', shortcut: 'V' },
  { key: 'dose', label: 'Dose', shortcut: 'D' },
  { key: 'effect', label: 'Effect', shortcut: 'E' },
  { key: 'note', label: 'Note', shortcut: 'N' },
]

const seldom: readonly { readonly key: FormKey; readonly label: string }[] = [
  { key: 'weight', label: 'Weight' },
  { key: 'escort', label: 'Ride' },
  { key: 'discharge', label: 'Discharge' },
]

/** At 1280 px all ten stand in one row, none below the others. */
const besideEachOther = 'lg:max-[1360px]:px-3'

interface OpensForms {
  readonly onForm: (form: OpenForm) => void
}

/** The acts of the room, 60 px and more, under the thumbs; the letters work from a keyboard (A2, A3). */
export const ActionBar = memo(function ActionBar({ onForm }: OpensForms) {
  const { following } = useRoom()
  const bar = useRef<HTMLDivElement>(null)
  useShortcuts(bar, onForm)
  if (following.status === 'sealed') return null
  return (
    <div
      ref={bar}
      data-screen-only
      data-action-bar
      className="sticky bottom-0 z-30 flex flex-wrap gap-2 border-line border-t bg-surface px-3 py-2.5 max-lg:bottom-16 max-sm:gap-1.5 max-sm:px-2 lg:px-6"
    >
      {often.map(({ key, label, shortcut }, at) => (
        <Button
          key={key}
          size="room"
          variant={at === 0 ? 'primary' : 'secondary'}
          shortcut={shortcut}
          data-form={key}
          className={`max-lg:flex-1 max-lg:px-2 max-sm:px-1 max-lg:[&_kbd]:hidden ${besideEachOther}`}
          onPress={() => onForm({ key })}
        >
          {label}
        </Button>
      ))}
      <SeldomActs onForm={onForm} />
    </div>
  )
})

/** On a wide screen each has its button; on a narrow one they share a menu, so that the room itself stays in sight. */
function SeldomActs({ onForm }: OpensForms) {
  const { following, room, outbox } = useRoom()
  const { call, emergency } = useCalling()
  const record = `/sessions/${room.sessionId}/record`
  const isOpen = following.status === 'open'
  const items: MenuChoice[] = [
    { id: 'come', label: 'Please come', onChoose: call },
    { id: 'emergency', label: 'Emergency', note: 'Calls everybody in the practice', onChoose: emergency },
    ...seldom.map(({ key, label }) => ({ id: key, label, onChoose: () => onForm({ key }) })),
    isOpen
      ? { id: 'end', label: 'End', onChoose: () => onForm({ key: 'end' }) }
      : { id: 'sign', label: 'Read and sign', href: record },
  ]
  return (
    <>
      <span className="contents max-lg:hidden">
        <Button size="room" variant="quiet" className={besideEachOther} isDisabled={!outbox.ready} onPress={call}>
          Please come
        </Button>
        <Button size="room" variant="danger" className={besideEachOther} isDisabled={!outbox.ready} onPress={emergency}>
          Emergency
        </Button>
        <span className="flex-1" />
        {seldom.map(({ key, label }) => (
          <Button key={key} size="room" variant="quiet" className={besideEachOther} onPress={() => onForm({ key })}>
            {label}
          </Button>
        ))}
        {isOpen ? (
          <Button size="room" className={besideEachOther} onPress={() => onForm({ key: 'end' })}>
            End
          </Button>
        ) : (
          <LinkButton href={record} variant="primary">
            Read and sign
          </LinkButton>
        )}
      </span>
      <span className="lg:hidden">
        <Menu
          label="More acts"
          trigger="More"
          items={items}
          triggerClass="inline-flex min-h-15 min-w-15 items-center justify-center rounded-control border border-control-line px-3 font-strong max-sm:px-1 text-ink eased hover:bg-soft"
        />
      </span>
    </>
  )
}

/** A letter is its button pressed: the focus is put there first, so that it comes back there when the form closes. */
function useShortcuts(bar: RefObject<HTMLElement | null>, onForm: OpensForms['onForm']) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null
      const isTyping = target?.closest(elsewhere) != null
      const found = often.find(({ shortcut }) => shortcut.toLowerCase() === event.key.toLowerCase())
      if (isTyping || found === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      bar.current?.querySelector<HTMLElement>(`[data-form="${found.key}"]`)?.focus()
      onForm({ key: found.key })
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [bar, onForm])
}

/** Where a letter is something typed, or the room is behind a dialog. */
const elsewhere =
  'input, textarea, select, [contenteditable="true"], [role="listbox"], [role="dialog"], [role="alertdialog"]'
