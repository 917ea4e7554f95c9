'use client'
import { dateInZone, formatDate, timeInZone } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { LockKeyhole } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { problemIn } from '../plan/problem-in.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

type Own = Answers['psychotherapyNote']['read']
type Note = Own['notes'][number]

/**
 * Psychotherapy notes: on their own ground below the shared ones, behind a double line, so that nobody writes in the wrong
 * place. Nothing of them is kept in the browser, and they do not print (M18).
 */
export function PrivateNotes({ patientId, own }: { readonly patientId: string; readonly own: Own }) {
  const [writing, setWriting] = useState<Note | 'new' | null>(null)
  return (
    <section
      aria-labelledby="only-you"
      className="rounded-card border-4 border-accent border-double bg-soft p-4 print:hidden"
    >
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="only-you" className="flex items-center gap-2 text-lead">
          <LockKeyhole aria-hidden className="size-5 shrink-0" />
          Only you
        </h2>
        {writing === null ? (
          <Button size="compact" onPress={() => setWriting('new')}>
            Write for yourself
          </Button>
        ) : null}
      </div>
      <p className="mt-1 max-w-2xl">
        Your psychotherapy notes. Nobody else can open them: not the prescriber, not an administrator. They are in no
        search, print, export or copy.
      </p>
      {writing === null ? null : (
        <OwnNoteForm
          key={writing === 'new' ? 'new' : writing.noteId}
          patientId={patientId}
          note={writing === 'new' ? null : writing}
          onClose={() => setWriting(null)}
        />
      )}
      {own.notes.length === 0 && writing === null ? <p className="mt-4 text-muted">Nothing written yet.</p> : null}
      <ol aria-label="Your own notes" className="mt-4 flex flex-col gap-3">
        {own.notes.map((note) => (
          <li key={note.noteId} className="rounded-card border border-line bg-surface p-4">
            <p className="flex flex-wrap items-baseline justify-between gap-2">
              <span className="font-strong">{note.title === '' ? 'Without a title' : note.title}</span>
              <span className="text-muted">
                {formatDate(dateInZone(note.writtenAt, own.zone))} {timeInZone(note.writtenAt, own.zone)}
              </span>
            </p>
            <p className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]">{note.words}</p>
            <div className="mt-2">
              <Button size="compact" variant="quiet" onPress={() => setWriting(note)}>
                Go on writing
              </Button>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

interface OwnNoteFormProps {
  readonly patientId: string
  readonly note: Note | null
  readonly onClose: () => void
}

function OwnNoteForm({ patientId, note, onClose }: OwnNoteFormProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [newId] = useState(() => crypto.randomUUID())
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const words = String(data.get('words') ?? '').trim()
    if (words === '') return setProblems([{ field: 'words', sentence: 'Write something first.' }])
    const title = String(data.get('title') ?? '').trim()
    const version = (note?.version ?? 0) + 1
    const answer = await attempt(() =>
      trpc.psychotherapyNote.keep.mutate({ noteId: note?.noteId ?? newId, patientId, version, title, words }),
    )
    if (!answer.ok) return setProblems([problemIn(answer.refusal)])
    onClose()
    router.refresh()
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Your own note" className="mt-4">
      <TextField name="title" label="Title" optional autoComplete="off" defaultValue={note?.title ?? ''} />
      <TextField name="words" label="Words for yourself" rows={6} autoComplete="off" defaultValue={note?.words ?? ''} />
      <div className="flex gap-3">
        <Button onPress={onClose}>Close</Button>
        <SubmitButton sendingWords="Sealing …">Keep for yourself</SubmitButton>
      </div>
    </Form>
  )
}
