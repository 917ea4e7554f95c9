import { calendarDate } from '@holdspace/kit/calendar-date'
import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import type { Metadata } from 'next'
import { ask, whoIsHere } from '../../../src/ask.ts'
import { BillingDetails } from '../../../src/billing/billing-details.tsx'
import { FeeVersions } from '../../../src/billing/fee-versions.tsx'
import { OpenBalances } from '../../../src/billing/open-balances.tsx'
import { SuperbillBatch } from '../../../src/billing/superbill-batch.tsx'
import { Takings } from '../../../src/billing/takings.tsx'
import { TakingsDay } from '../../../src/billing/takings-day.tsx'
import { WaitingCharges } from '../../../src/billing/waiting-charges.tsx'
import { RefusedPage } from '../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Billing' }

/** The practice’s money: what waits to be charged, what is open, what came in on a day, and what is charged for what. */
export default async function Billing({ searchParams }: { readonly searchParams: Promise<{ day?: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const wanted = calendarDate.safeParse((await searchParams).day)
  const found = await ask((api) => api.billing.practice({ day: wanted.success ? wanted.data : null }))
  if (!found.ok) return <RefusedPage title="Billing" refusal={found.refusal} />
  const fees = await ask((api) => api.billing.fees())
  const { waiting, balances, takings, unbilled, day, today, zone, mayCharge } = found.value
  return (
    <Page title="Billing" lede="Nothing is charged by itself: a signed session is worked out, and a person confirms.">
      <Panel title={`Sessions waiting for charges · ${waiting.length}`} flush>
        <WaitingCharges waiting={waiting} zone={zone} mayCharge={mayCharge} showPerson />
      </Panel>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <Panel title={`Open balances · ${balances.length}`} flush>
          <OpenBalances balances={balances} />
        </Panel>
        <Panel title="Takings" flush actions={<TakingsDay day={day} today={today} />}>
          <Takings takings={takings} day={day} zone={zone} />
        </Panel>
      </div>
      <Panel title={`Superbills to make · ${unbilled.length}`} flush>
        <SuperbillBatch unbilled={unbilled} />
      </Panel>
      {fees.ok ? <FeeVersions fees={fees.value} /> : null}
      {fees.ok ? <BillingDetails fees={fees.value} /> : null}
    </Page>
  )
}
