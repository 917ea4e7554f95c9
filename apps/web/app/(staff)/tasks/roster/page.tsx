import { Link } from '@holdspace/ui/link'
import { Page } from '@holdspace/ui/page'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../../src/ask.ts'
import { RefusedPage } from '../../../../src/refused-page.tsx'
import { CoverageRoster } from '../../../../src/tasks/coverage-roster.tsx'

export const metadata: Metadata = { title: 'Who answers when' }

/** The coverage roster: who is asked first, who next, while open and out of hours (RULINGS 7). */
export default async function CoveragePage() {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const found = await ask((api) => api.task.coverage())
  if (!found.ok) return <RefusedPage title="Who answers when" refusal={found.refusal} />
  return (
    <Page
      title="Who answers when"
      lede={found.value.isOpenNow ? 'The practice is open now.' : 'The practice is closed now.'}
      above={<Link href="/tasks">Tasks</Link>}
    >
      <CoverageRoster roster={found.value} />
    </Page>
  )
}
