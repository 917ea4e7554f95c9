'use client'
import { Button } from '@holdspace/ui/button'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { AskAgain } from '../account/ask-again.tsx'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

type SharedNoteView = Answers['note']['read']['notes'][number]

/** The author signs exactly what stands on the screen; afterwards it is added to, not changed. */
export function SignNote({ note }: { readonly note: SharedNoteView }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const sign = async () => {
    setAsking(false)
    const answer = await attempt(() => trpc.note.sign.mutate({ noteId: note.noteId, shownHash: note.contentHash }))
    setRefused(answer.ok ? null : answer.refusal.sentence)
    if (!answer.ok) return
    sayToast({ level: 'done', title: 'Note signed', detail: 'The care team reads it now.' })
    router.refresh()
  }
  return (
    <>
      <Button size="compact" variant="primary" onPress={() => setAsking(true)}>
        Sign the note
      </Button>
      {refused === null ? null : (
        <span role="status" className="text-high">
          {refused}
        </span>
      )}
      <AskAgain
        title="Sign the note"
        action="Sign the note"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onSteppedUp={() => void sign()}
      />
    </>
  )
}
