import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Notice } from '@holdspace/ui/notice'
import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { EnterInstrument } from '../../../../../src/instruments/enter-instrument.tsx'
import { RefusedPage } from '../../../../../src/refused-page.tsx'
import { DayOfForm } from '../../../../../src/screening/day-of-form.tsx'
import { DecisionForm } from '../../../../../src/screening/decision-form.tsx'
import { DecisionList } from '../../../../../src/screening/decision-list.tsx'
import { FindingList } from '../../../../../src/screening/finding-list.tsx'
import { ResultTable } from '../../../../../src/screening/result-table.tsx'
import { SafetyForm } from '../../../../../src/screening/safety-form.tsx'
import { SafetyList } from '../../../../../src/screening/safety-list.tsx'
import { StandingCards } from '../../../../../src/screening/standing-cards.tsx'
import { moment } from '../../../../../src/screening/words.ts'

export const metadata: Metadata = { title: 'Screening' }

/** Red flags first with their source, what was decided and by whom, and every questionnaire. */
export default async function ScreeningPage({ params }: { readonly params: Promise<{ patientId: string }> }) {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const patientId = asked.data
  const answer = await ask((api) => api.screening.ofPatient({ patientId }))
  if (!answer.ok) return <RefusedPage title="Screening" refusal={answer.refusal} />
  const screening = answer.value
  const catalogue = await ask((api) => api.instrument.catalogue())
  const { zone, may, openSafetyAlerts } = screening
  return (
    <Page
      title="Screening"
      lede="What speaks against treatment, what was decided, and by whom. A flag repeats what was said; it clears nobody."
      actions={
        <>
          <DayOfForm patientId={patientId} />
          {may.safety ? <SafetyForm patientId={patientId} isUrgent={openSafetyAlerts.length > 0} /> : null}
          {may.decide ? (
            <DecisionForm patientId={patientId} findings={screening.findings} reasons={screening.reasons} />
          ) : null}
        </>
      }
    >
      {openSafetyAlerts.length === 0 ? null : (
        <Notice level="high" title="An answer about suicide or self-harm waits for a clinician">
          {openSafetyAlerts.map((alert) => `${alert.because}, ${moment(alert.at, zone)}`).join('; ')}. The dose gate
          stays closed until a decision is recorded.
        </Notice>
      )}
      <StandingCards screening={screening} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <FindingList patientId={patientId} zone={zone} findings={screening.findings} mayDecide={may.decide} />
        <div className="flex min-w-0 flex-col gap-4">
          <DecisionList patientId={patientId} zone={zone} decisions={screening.decisions} mayOverride={may.override} />
          <SafetyList zone={zone} safety={screening.safety} dayOf={screening.dayOf} />
        </div>
      </div>
      <Panel
        title="Questionnaires"
        flush
        actions={
          may.record && catalogue.ok ? (
            <EnterInstrument patientId={patientId} today={screening.today} catalogue={catalogue.value.lines} />
          ) : null
        }
      >
        <ResultTable results={screening.results} zone={zone} />
      </Panel>
    </Page>
  )
}
