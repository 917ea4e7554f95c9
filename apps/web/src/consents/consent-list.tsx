'use client'
import { Button } from '@holdspace/ui/button'
import { DataTable, type TableColumn } from '@holdspace/ui/data-table'
import { Link, LinkButton } from '@holdspace/ui/link'
import { EmptyState } from '@holdspace/ui/states'
import { useState } from 'react'
import type { ConsentNow } from './consent-now.ts'
import { ConsentState } from './consent-state.tsx'
import { RefusedNotice } from './refused-notice.tsx'
import { handOverAddress, paperAddress } from './state-words.ts'
import { WithdrawConsent } from './withdraw-consent.tsx'

export interface ConsentListProps {
  readonly caption: string
  readonly patientId: string
  readonly rows: readonly ConsentNow[]
  readonly mayTake: boolean
  readonly mayWithdraw: boolean
  readonly empty: string
}

/** Some of a person's consents as they stand, each with what can be done about it. */
export function ConsentList({ caption, patientId, rows, mayTake, mayWithdraw, empty }: ConsentListProps) {
  const [withdrawing, setWithdrawing] = useState<ConsentNow | null>(null)
  const what: TableColumn<ConsentNow> = {
    key: 'what',
    header: 'Consent',
    cell: (row) => (
      <>
        {row.title}
        {row.recipientName === null ? null : <span className="block font-regular text-muted">{row.recipientName}</span>}
      </>
    ),
  }
  const now: TableColumn<ConsentNow> = {
    key: 'now',
    header: 'Now',
    cell: (row) => (
      <span className="flex flex-col items-start gap-1 py-1">
        <ConsentState state={row.state} notAsked={notAsked(row)} />
        <span className="text-muted">
          {row.isPublished ? row.because : 'The practice has approved no text of it yet.'}
        </span>
      </span>
    ),
  }
  const act: TableColumn<ConsentNow> = {
    key: 'act',
    header: 'Do',
    align: 'end',
    cell: (row) => (
      <span className="flex flex-wrap items-center gap-2 md:justify-end">
        {row.consentId === null ? null : (
          <Link href={paperAddress(row.consentId)} target="_blank" aria-label={`Print ${row.title}`}>
            Print
          </Link>
        )}
        {mayTake && row.isPublished && row.recipientName === null && !(row.state === 'signed') ? (
          <LinkButton size="compact" href={handOverAddress(patientId, row.kind)} aria-label={`Sign ${row.title}`}>
            {row.state === 'missing' ? 'Sign' : 'Sign anew'}
          </LinkButton>
        ) : null}
        {mayTake && row.kind === 'privacy-notice' && row.isPublished && row.state === 'missing' ? (
          <RefusedNotice patientId={patientId} />
        ) : null}
        {mayWithdraw && row.consentId !== null && row.state !== 'withdrawn' ? (
          <Button size="compact" aria-label={`Withdraw ${row.title}`} onPress={() => setWithdrawing(row)}>
            Withdraw
          </Button>
        ) : null}
      </span>
    ),
  }
  return (
    <>
      <DataTable
        caption={caption}
        columns={[what, now, act]}
        rows={rows}
        rowKey={(row) => row.consentId ?? row.kind}
        empty={<EmptyState title="Nothing here">{empty}</EmptyState>}
      />
      <WithdrawConsent consent={withdrawing} onClose={() => setWithdrawing(null)} />
    </>
  )
}

/** What stands there for a paper this person does not need: their own choice, or another route than their plan’s. */
function notAsked({ need, isAsked }: ConsentNow): string | undefined {
  if (isAsked) return undefined
  return need === 'if-wanted' ? 'By choice' : 'Not needed'
}
