import { type FactKind, factKinds } from '@holdspace/clinic/chart/fact-kinds'
import { pickLists } from '@holdspace/clinic/chart/pick-lists'
import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { FactListPanel } from '../../../../../src/people/fact-list-panel.tsx'
import { WeightsPanel } from '../../../../../src/people/weights-panel.tsx'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Health' }

/** What is known of a person’s health, by those who keep it true: lists with history, reviews, weights. */
export default async function HealthPage({ params }: { readonly params: Promise<{ patientId: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const patientId = asked.data
  const health = await ask((api) => api.people.health({ patientId }))
  if (!health.ok) return <RefusedPage title="Health" refusal={health.refusal} />
  const { mayChange } = health.value
  return (
    <Page title="Health" {...(mayChange.allowed ? {} : { lede: mayChange.why })}>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        {factKinds.map((kind) => (
          <FactListPanel key={kind} patientId={patientId} kind={kind} health={health.value} picks={picksOf(kind)} />
        ))}
        <WeightsPanel patientId={patientId} health={health.value} />
      </div>
    </Page>
  )
}

function picksOf(kind: FactKind) {
  return pickLists[kind].map(({ id, text }) => ({ value: id, label: text }))
}
