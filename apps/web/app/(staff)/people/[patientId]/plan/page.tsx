import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { PlanTab } from '../../../../../src/plan/plan-tab.tsx'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Plan' }

/** The plan of one person's course. */
export default async function PatientPlan({ params }: { readonly params: Promise<{ patientId: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const plan = await ask((api) => api.plan.read({ patientId: asked.data }))
  if (!plan.ok) return <RefusedPage title="Plan" refusal={plan.refusal} />
  const nextDose = await ask((api) => api.plan.nextDose({ patientId: asked.data }))
  return (
    <Page title="Plan">
      <PlanTab patientId={asked.data} view={plan.value} nextDose={nextDose.ok ? nextDose.value : null} />
    </Page>
  )
}
