'use client'
import { type NoteKind, noteKinds, noteKindWords, sectionTitles } from '@holdspace/clinic/notes/note-words'
import { Button } from '@holdspace/ui/button'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { problemIn } from '../plan/problem-in.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

type Note = Answers['note']['read']['notes'][number]
const sections = ['modality', 'symptoms', 'function', 'progress', 'plan'] as const

export interface NoteFormProps {
  readonly patientId: string
  /** The draft that is gone on with; null for a new note. */
  readonly note: Note | null
  readonly onClose: () => void
}

/** A shared note in its five parts. What was said in confidence has no place here: that is the author's own note. */
export function NoteForm({ patientId, note, onClose }: NoteFormProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [newId] = useState(() => crypto.randomUUID())
  const [kind, setKind] = useState<NoteKind | null>(note?.kind ?? null)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    if (kind === null) return setProblems([{ field: 'kind', sentence: 'Choose what kind of note it is.' }])
    const said = (name: (typeof sections)[number]) => String(data.get(name) ?? '').trim()
    const words = {
      modality: said('modality'),
      symptoms: said('symptoms'),
      function: said('function'),
      progress: said('progress'),
      plan: said('plan'),
    }
    const saving = { noteId: note?.noteId ?? newId, patientId, kind, sessionId: note?.sessionId ?? null }
    const answer = await attempt(() =>
      trpc.note.save.mutate({ ...saving, version: (note?.version ?? 0) + 1, sections: words }),
    )
    if (!answer.ok) return setProblems([problemIn(answer.refusal)])
    onClose()
    sayToast({ level: 'done', title: 'Draft saved', detail: 'Nobody else sees it before you sign it.' })
    router.refresh()
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Shared note">
      <p className="text-muted">
        Read by the care team once signed. What was said in confidence belongs in your own notes below.
      </p>
      <Select
        name="kind"
        label="Kind"
        choices={noteKinds.map((one) => ({ value: one, label: noteKindWords[one] }))}
        value={kind}
        isDisabled={note !== null}
        onChange={(chosen) => setKind(noteKinds.find((one) => one === chosen) ?? null)}
      />
      {sections.map((section) => (
        <TextField
          key={section}
          name={section}
          label={sectionTitles[section]}
          rows={2}
          optional
          defaultValue={note?.sections[section] ?? ''}
        />
      ))}
      <div className="flex gap-3">
        <Button onPress={onClose}>Close</Button>
        <SubmitButton sendingWords="Saving …">Save the draft</SubmitButton>
      </div>
    </Form>
  )
}
