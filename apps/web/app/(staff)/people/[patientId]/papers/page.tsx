import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { PaperList } from '../../../../../src/billing/paper-list.tsx'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Papers' }

const hiddenWords = {
  'session-record': 'records of care',
  consent: 'consents',
  money: 'papers about money',
} as const

/** Every paper of one person in one list, as far as whoever asks may see it. */
export default async function PatientPapers({ params }: { readonly params: Promise<{ patientId: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const found = await ask((api) => api.billing.papers({ patientId: asked.data }))
  if (!found.ok) return <RefusedPage title="Papers" refusal={found.refusal} />
  const { papers, zone, hidden, mayVoid } = found.value
  const lede =
    hidden.length === 0 ? undefined : `Not shown to you: ${hidden.map((family) => hiddenWords[family]).join(', ')}.`
  return (
    <Page title="Papers" {...(lede === undefined ? {} : { lede })}>
      <Panel flush>
        <PaperList papers={papers} zone={zone} mayVoid={mayVoid} patientId={asked.data} />
      </Panel>
    </Page>
  )
}
