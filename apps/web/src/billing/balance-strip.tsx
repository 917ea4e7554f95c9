import { formatCents } from '@holdspace/billing/money-words'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import { Stat } from '@holdspace/ui/stat'
import type { Account } from './words.ts'

/** Where the account stands, in three figures, and whether the estimate still covers what comes (M20). */
export function BalanceStrip({ account }: { readonly account: Account }) {
  const { standing, estimate, waiting } = account
  const { owedCents, creditCents, deferredCents } = standing
  return (
    <>
      {estimate.state === 'met' ? null : (
        <Notice
          level={estimate.state === 'lapsed' ? 'medium' : 'low'}
          title={estimate.state === 'lapsed' ? 'A new estimate is needed' : 'No estimate was given'}
        >
          {estimate.because} {estimate.state === 'missing' ? 'It never stops care.' : ''}
        </Notice>
      )}
      <Panel>
        <div className="grid grid-cols-2 gap-6 lg:grid-cols-4">
          <Stat
            label="Owed"
            value={formatCents(owedCents)}
            note={
              owedCents === 0 ? 'Nothing is open.' : `${standing.items.filter((one) => one.leftCents > 0).length} open`
            }
          />
          <Stat label="Held as credit" value={formatCents(creditCents)} />
          <Stat label="Care paid ahead" value={formatCents(deferredCents)} note="Earned as sessions are given." />
          <Stat
            label="Sessions without charges"
            value={String(waiting.length)}
            note={waiting.length === 0 ? 'All signed sessions are charged.' : 'Signed, and not charged yet.'}
          />
        </div>
      </Panel>
    </>
  )
}
