import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { InstrumentTabs, practiceInstrument } from '../../../src/outcomes/instrument-tabs.tsx'
import { ExportButton, PracticeTable } from '../../../src/outcomes/practice-table.tsx'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Outcomes' }

/** How the practice's people have fared, by protocol and indication. */
export default async function PracticeOutcomes({
  searchParams,
}: {
  readonly searchParams: Promise<{ by?: string | string[] }>
}) {
  if ((await whoIsHere()).standing !== 'active') return null
  const { by } = await searchParams
  const instrumentId = practiceInstrument(typeof by === 'string' ? by : undefined)
  const answer = await ask((api) => api.outcome.ofPractice({ instrumentId }))
  if (!answer.ok) return <RefusedPage title="Outcomes" refusal={answer.refusal} />
  const { groups, people, csv } = answer.value
  return (
    <Page
      title="Outcomes"
      lede={`${people} ${people === 1 ? 'person has' : 'people have'} been treated here. Response is half or less of the first total; people are counted, not sessions, and nothing is adjusted.`}
      actions={groups.length === 0 ? null : <ExportButton csv={csv} name={`outcomes-${instrumentId}`} />}
    >
      <InstrumentTabs current={instrumentId} />
      <Panel flush>
        <PracticeTable groups={groups} />
      </Panel>
    </Page>
  )
}
