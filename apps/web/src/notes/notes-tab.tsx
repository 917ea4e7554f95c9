'use client'
import { Button } from '@holdspace/ui/button'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { HandoffPanel } from './handoff-panel.tsx'
import { NoteForm } from './note-form.tsx'
import { NoteLine } from './note-line.tsx'
import { PrivateNotes } from './private-notes.tsx'

export interface NotesTabProps {
  readonly patientId: string
  readonly view: Answers['note']['read']
  readonly handoffs: Answers['handoff']['read']
  /** The reader's own psychotherapy notes; null for those who keep none. */
  readonly own: Answers['psychotherapyNote']['read'] | null
}

type Note = Answers['note']['read']['notes'][number]

/** The notes the care team shares; and visibly apart from them, on their own ground, the reader's own. */
export function NotesTab({ patientId, view, handoffs, own }: NotesTabProps) {
  const router = useRouter()
  const [writing, setWriting] = useState<Note | 'new' | null>(null)
  return (
    <>
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Panel
          title="Shared notes"
          flush
          actions={
            view.may.write.allowed && writing === null ? (
              <Button size="compact" onPress={() => setWriting('new')}>
                Write a note
              </Button>
            ) : null
          }
        >
          {writing === null ? null : (
            <div className="border-line border-b p-4">
              <NoteForm
                patientId={patientId}
                note={writing === 'new' ? null : writing}
                onClose={() => setWriting(null)}
              />
            </div>
          )}
          {view.notes.length === 0 && writing === null ? (
            <EmptyState title="No shared notes yet">
              Preparation, integration and progress stand here once they are signed. A draft is its author’s alone.
            </EmptyState>
          ) : (
            <ol aria-label="Shared notes" className="divide-y divide-line">
              {view.notes.map((note) => (
                <NoteLine
                  key={note.noteId}
                  note={note}
                  zone={view.zone}
                  may={view.may}
                  onEdit={() => setWriting(note)}
                />
              ))}
            </ol>
          )}
        </Panel>
        <HandoffPanel patientId={patientId} view={handoffs} onChanged={() => router.refresh()} />
      </div>
      {own === null ? null : <PrivateNotes patientId={patientId} own={own} />}
    </>
  )
}
