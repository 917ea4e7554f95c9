import { dateInZone } from '@holdspace/kit/calendar-words'
import { patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { EnterInstrument } from '../../../../../src/instruments/enter-instrument.tsx'
import { CourseCard, MeasureList, SessionMarks } from '../../../../../src/outcomes/outcome-cards.tsx'
import { OutcomePlot } from '../../../../../src/outcomes/outcome-plot.tsx'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Outcomes' }

/** How somebody has fared: each questionnaire over time beside what was given, and what is asked next. */
export default async function OutcomesPage({ params }: { readonly params: Promise<{ patientId: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const answer = await ask((api) => api.outcome.ofPatient({ patientId: asked.data }))
  if (!answer.ok) return <RefusedPage title="Outcomes" refusal={answer.refusal} />
  const { series, doses, measures, zone, now, mayRecord } = answer.value
  const catalogue = await ask((api) => api.instrument.catalogue())
  return (
    <Page
      title="Outcomes"
      lede="Measured, not promised: each questionnaire over time, with the sessions numbered below it."
      actions={
        mayRecord && catalogue.ok ? (
          <EnterInstrument patientId={asked.data} today={dateInZone(now, zone)} catalogue={catalogue.value.lines} />
        ) : null
      }
    >
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(18rem,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          {series.length === 0 ? (
            <Panel>
              <EmptyState title="Nothing measured yet">
                Send a questionnaire with the forms, or enter one from paper. The first measure before treatment is what
                the later ones are compared with.
              </EmptyState>
            </Panel>
          ) : (
            series.map((one) => (
              <Panel key={one.instrumentId}>
                <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_15rem]">
                  <OutcomePlot series={one} doses={doses} zone={zone} />
                  <CourseCard series={one} zone={zone} />
                </div>
              </Panel>
            ))
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <SessionMarks doses={doses} zone={zone} />
          <MeasureList measures={measures} zone={zone} />
        </div>
      </div>
    </Page>
  )
}
