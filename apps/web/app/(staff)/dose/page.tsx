import { Page } from '@holdspace/ui/page'
import { EmptyState } from '@holdspace/ui/states'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { DoseCalculator } from '../../../src/dose-calculator/dose-calculator.tsx'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Dose calculator' }

/** The arithmetic of the order by itself, with its working: nothing is recorded and nobody is meant. */
export default async function DosePage() {
  const here = await whoIsHere()
  if (here.standing !== 'active') return null
  const shelf = await ask((api) => api.protocol.shelf())
  if (!shelf.ok) return <RefusedPage title="Dose calculator" refusal={shelf.refusal} />
  const approved = shelf.value.held.filter((one) => one.status === 'approved')
  return (
    <Page
      title="Dose calculator"
      lede="Works a dose out by an approved protocol and shows how. It orders nothing and records nothing."
    >
      {approved.length === 0 ? (
        <EmptyState title="No protocol is approved here yet">
          The medical director approves one under Protocols; then its doses can be worked out.
        </EmptyState>
      ) : (
        <DoseCalculator protocols={approved} today={here.today} />
      )}
    </Page>
  )
}
