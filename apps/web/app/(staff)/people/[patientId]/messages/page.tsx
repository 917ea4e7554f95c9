import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { MessagesTab } from '../../../../../src/notes/messages-tab.tsx'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Messages' }

/** What the clinic's people write to each other about one person. */
export default async function PatientMessages({ params }: { readonly params: Promise<{ patientId: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const messages = await ask((api) => api.message.read({ patientId: asked.data }))
  if (!messages.ok) return <RefusedPage title="Messages" refusal={messages.refusal} />
  return (
    <Page title="Messages">
      <MessagesTab patientId={asked.data} view={messages.value} />
    </Page>
  )
}
