'use client'
import { instantFromMs } from '@holdspace/kit/elapsed'
import { Button } from '@holdspace/ui/button'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

type SharedNoteView = Answers['note']['read']['notes'][number]

/** Start and stop with one tap each: the only thing of a note that billing counts (RULINGS 11). */
export function PsychotherapyTimes({ note }: { readonly note: SharedNoteView }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [refused, setRefused] = useState<string | null>(null)
  const running = note.stretches.find((stretch) => stretch.stoppedAt === null)
  const mark = async (kind: 'started' | 'stopped') => {
    const at = instantFromMs(Date.now())
    const answer = await attempt(() =>
      trpc.note.markPsychotherapy.mutate({ id: crypto.randomUUID(), noteId: note.noteId, kind, at }),
    )
    setRefused(answer.ok ? null : answer.refusal.sentence)
    if (answer.ok) router.refresh()
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      {running === undefined ? (
        <Button size="compact" onPress={() => mark('started')}>
          Psychotherapy begins now
        </Button>
      ) : (
        <Button size="compact" onPress={() => mark('stopped')}>
          Psychotherapy ends now
        </Button>
      )}
      {refused === null ? null : (
        <span role="status" className="text-high">
          {refused}
        </span>
      )}
    </div>
  )
}
