'use client'
import { Button } from '@holdspace/ui/button'
import { LinkButton } from '@holdspace/ui/link'
import { useEffect } from 'react'
import { useRoom } from './room-context.tsx'

export const formKeys = [
  'vitals',
  'not-obtained',
  'weight',
  'dose',
  'effect',
  'note',
  'escort',
  'discharge',
  'end',
  'decision',
  'correction',
  'withdrawal',
] as const
export type FormKey = (typeof formKeys)[number]

const shortcuts: Readonly<Record<string, FormKey>> = { v: 'vitals', d: 'dose', e: 'effect', n: 'note' }

/** The acts of the room, 60 px and more, under the thumbs; the letters work from a keyboard (A2, A3). */
export function ActionBar({ onForm }: { readonly onForm: (key: FormKey) => void }) {
  const { following, chart, room, outbox } = useRoom()
  useShortcuts(onForm)
  if (following.status === 'sealed') return null
  return (
    <div
      data-screen-only
      className="sticky bottom-0 z-30 flex flex-wrap gap-2 border-line border-t bg-surface px-4 py-3 max-lg:bottom-16 lg:px-6"
    >
      <Button size="room" variant="primary" shortcut="V" onPress={() => onForm('vitals')}>
        Vitals
      </Button>
      <Button size="room" shortcut="D" onPress={() => onForm('dose')}>
        Dose
      </Button>
      <Button size="room" shortcut="E" onPress={() => onForm('effect')}>
        Effect
      </Button>
      <Button size="room" shortcut="N" onPress={() => onForm('note')}>
        Note
      </Button>
      <Button size="room" variant="quiet" onPress={() => onForm('weight')}>
        Weight
      </Button>
      <Button size="room" variant="quiet" onPress={() => onForm('escort')}>
        Ride
      </Button>
      <Button
        size="room"
        variant="quiet"
        isDisabled={!outbox.ready}
        onPress={() => void chart('help-called', { message: 'Please come to the room.' })}
      >
        Please come
      </Button>
      <span className="ml-auto flex flex-wrap gap-2">
        <Button size="room" onPress={() => onForm('discharge')}>
          Discharge
        </Button>
        {following.status === 'open' ? (
          <Button size="room" onPress={() => onForm('end')}>
            End
          </Button>
        ) : (
          <LinkButton href={`/sessions/${room.sessionId}/record`} variant="primary">
            Read and sign
          </LinkButton>
        )}
      </span>
    </div>
  )
}

function useShortcuts(onForm: (key: FormKey) => void) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null
      const isTyping = target?.closest('input, textarea, select, [contenteditable="true"], [role="listbox"]') !== null
      const key = shortcuts[event.key.toLowerCase()]
      if (isTyping || key === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      onForm(key)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [onForm])
}
