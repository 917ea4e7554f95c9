'use client'
import { Button } from '@holdspace/ui/button'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { problemIn } from '../plan/problem-in.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

/** Something is added to a signed note, under the name of whoever adds it. */
export function AddToNote({ noteId }: { readonly noteId: string }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [id, setId] = useState(() => crypto.randomUUID())
  const [isOpen, setOpen] = useState(false)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const words = String(data.get('words') ?? '').trim()
    if (words.length < 3) return setProblems([{ field: 'words', sentence: 'Write what is to be added.' }])
    const answer = await attempt(() => trpc.note.add.mutate({ id, noteId, words }))
    if (!answer.ok) return setProblems([problemIn(answer.refusal)])
    setProblems([])
    setOpen(false)
    setId(crypto.randomUUID())
    router.refresh()
  }
  if (!isOpen) {
    return (
      <div>
        <Button size="compact" variant="quiet" onPress={() => setOpen(true)}>
          Add to this note
        </Button>
      </div>
    )
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Add to the note">
      <TextField name="words" label="Addendum" rows={2} />
      <div className="flex gap-3">
        <Button onPress={() => setOpen(false)}>Cancel</Button>
        <SubmitButton sendingWords="Adding …">Add</SubmitButton>
      </div>
    </Form>
  )
}
