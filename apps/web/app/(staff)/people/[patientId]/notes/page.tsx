import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { NotesTab } from '../../../../../src/notes/notes-tab.tsx'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Notes' }

/** The notes on one person: shared ones, handoffs, and apart from them the reader's own. */
export default async function PatientNotes({ params }: { readonly params: Promise<{ patientId: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const patient = { patientId: asked.data }
  const notes = await ask((api) => api.note.read(patient))
  if (!notes.ok) return <RefusedPage title="Notes" refusal={notes.refusal} />
  const handoffs = await ask((api) => api.handoff.read(patient))
  if (!handoffs.ok) return <RefusedPage title="Notes" refusal={handoffs.refusal} />
  const own = notes.value.may.keepPrivate ? await ask((api) => api.psychotherapyNote.read(patient)) : null
  return (
    <Page title="Notes">
      <NotesTab
        patientId={asked.data}
        view={notes.value}
        handoffs={handoffs.value}
        own={own?.ok === true ? own.value : null}
      />
    </Page>
  )
}
