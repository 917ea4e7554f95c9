import { type PatientId, patientId as patientIdSchema } from '@holdspace/kit/ids'
import { Notice } from '@holdspace/ui/notice'
import { Page } from '@holdspace/ui/page'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ask, whoIsHere } from '../../../../../src/ask.ts'
import { AccountTimeline } from '../../../../../src/billing/account-timeline.tsx'
import { BalanceStrip } from '../../../../../src/billing/balance-strip.tsx'
import { ChargeService } from '../../../../../src/billing/charge-service.tsx'
import { MakePapers } from '../../../../../src/billing/make-papers.tsx'
import { PackageCard } from '../../../../../src/billing/package-card.tsx'
import { SellPackage } from '../../../../../src/billing/sell-package.tsx'
import { SettleAccount } from '../../../../../src/billing/settle-account.tsx'
import { TakePayment } from '../../../../../src/billing/take-payment.tsx'
import { WaitingCharges } from '../../../../../src/billing/waiting-charges.tsx'
import type { Account } from '../../../../../src/billing/words.ts'
import { RefusedPage } from '../../../../../src/refused-page.tsx'

export const metadata: Metadata = { title: 'Money' }

/** One person's account: what is owed, what was paid, what was paid ahead, and what waits to be charged. */
export default async function PatientMoney({ params }: { readonly params: Promise<{ patientId: string }> }) {
  if ((await whoIsHere()).standing !== 'active') return null
  const asked = patientIdSchema.safeParse((await params).patientId)
  if (!asked.success) notFound()
  const found = await ask((api) => api.billing.account({ patientId: asked.data }))
  if (!found.ok) return <RefusedPage title="Money" refusal={found.refusal} />
  const account = found.value
  const { may, waiting, zone } = account
  return (
    <Page
      title="Money"
      actions={
        may.takePayment ? (
          <TakePayment patientId={asked.data} standing={account.standing} hasProfile={account.hasProfile} />
        ) : null
      }
    >
      <BalanceStrip account={account} />
      {account.hasProfile ? null : (
        <Notice level="medium" title="The practice’s billing details are not entered yet">
          Papers need them. An administrator or billing enters them under Billing.
        </Notice>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          {waiting.length === 0 ? null : (
            <Panel title={`Waiting for charges · ${waiting.length}`} flush>
              <WaitingCharges waiting={waiting} zone={zone} mayCharge={may.charge} showPerson={false} />
            </Panel>
          )}
          <Panel
            title="Account"
            flush
            actions={
              may.charge && account.services.length > 0 ? (
                <ChargeService
                  patientId={asked.data}
                  services={account.services}
                  providers={account.providers}
                  today={account.today}
                />
              ) : null
            }
          >
            <AccountTimeline account={account} patientId={asked.data} />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Packages patientId={asked.data} account={account} />
          <SettleAccount patientId={asked.data} account={account} />
          {may.issue && account.hasProfile ? (
            <Panel title="Make a paper">
              <div className="flex flex-wrap gap-2">
                <MakePapers patientId={asked.data} account={account} />
              </div>
              <p className="mt-3 text-muted">
                Papers stand under Papers once they are made. A receipt is made with a payment.
              </p>
            </Panel>
          ) : null}
        </div>
      </div>
    </Page>
  )
}

interface PackagesProps {
  readonly patientId: PatientId
  readonly account: Account
}

function Packages({ patientId, account: { may, packages, packageKinds } }: PackagesProps) {
  return (
    <Panel
      title="Packages"
      flush
      actions={
        may.takePayment && packageKinds.length > 0 ? <SellPackage patientId={patientId} kinds={packageKinds} /> : null
      }
    >
      {packages.length === 0 ? (
        <EmptyState title="No package">
          A package is care paid ahead. It is used by itself when a session of its kind is charged.
        </EmptyState>
      ) : (
        packages.map((sold) => (
          <PackageCard key={sold.saleId} sold={sold} patientId={patientId} mayEnd={may.giveBack} />
        ))
      )}
    </Panel>
  )
}
