import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { SessionsOfPerson } from '../../../../../src/people/chart-parts.tsx'
import { OpenSession } from '../../../../../src/people/open-session.tsx'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Sessions' }

/** Every medicine session of one person, newest first, and the way to the next. */
export default async function PatientSessions({ params }: { readonly params: Promise<{ patientId: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const chart = await ask((api) => api.people.chart({ patientId: asked.data }))
  if (!chart.ok) return <RefusedPage title="Sessions" refusal={chart.refusal} />
  return (
    <Page title="Sessions" actions={<OpenSession chart={chart.value} />}>
      <SessionsOfPerson chart={chart.value} />
    </Page>
  )
}
