'use client'
import { formatCents } from '@holdspace/billing/money-words'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { DataTable } from '@holdspace/ui/data-table'
import { Dialog } from '@holdspace/ui/dialog'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { useState } from 'react'
import { useTRPCClient } from '../trpc.tsx'
import { ProposeFees } from './propose-fees.tsx'
import { ruleWords } from './rule-words.ts'
import { useMoneyAct } from './use-money-act.ts'
import type { Fees, FeeVersion } from './words.ts'

/** What the practice charges, version by version: the one in force, the ones to come, the ones that were. */
export function FeeVersions({ fees }: { readonly fees: Fees }) {
  const inForce = fees.versions.find((one) => one.approved !== null && one.schedule.effectiveFrom <= fees.today)
  const [shown, setShown] = useState<number | null>(null)
  const [isProposing, setProposing] = useState(false)
  const looked = fees.versions.find(({ version }) => version === shown) ?? inForce ?? fees.versions[0]
  return (
    <Panel
      title="Fee schedule"
      flush
      actions={
        fees.mayChange && looked !== undefined ? (
          <Button size="compact" onPress={() => setProposing(true)}>
            Propose new fees
          </Button>
        ) : null
      }
    >
      {looked === undefined ? (
        <EmptyState title="No fee schedule yet">
          Prices, time rules and packages are the practice’s own and come in as data; until one is approved nothing is
          charged.
        </EmptyState>
      ) : (
        <>
          <ul className="flex flex-wrap gap-2 border-line border-b px-4 py-3">
            {fees.versions.map((one) => (
              <li key={one.version}>
                <Button
                  size="compact"
                  variant={one.version === looked.version ? 'secondary' : 'quiet'}
                  onPress={() => setShown(one.version)}
                >
                  Version {one.version}
                  {one === inForce ? ', in force' : ''}
                </Button>
              </li>
            ))}
          </ul>
          <Version version={looked} isInForce={looked === inForce} fees={fees} />
        </>
      )}
      <Dialog title="Propose new fees" isOpen={isProposing} onClose={() => setProposing(false)} wide>
        {looked === undefined ? null : <ProposeFees from={looked} fees={fees} onDone={() => setProposing(false)} />}
      </Dialog>
    </Panel>
  )
}

interface VersionProps {
  readonly version: FeeVersion
  readonly isInForce: boolean
  readonly fees: Fees
}

function Version({
  version: { version, schedule, approved, proposedByName, proposedAt },
  isInForce,
  fees,
}: VersionProps) {
  const trpc = useTRPCClient()
  const { problems, send } = useMoneyAct(() => undefined)
  const approve = () =>
    send(
      () => trpc.billing.approveFees.mutate({ version }),
      () => ({
        title: `Version ${version} is approved`,
        detail: `In force from ${formatDate(schedule.effectiveFrom)}.`,
      }),
    )
  const day = (at: FeeVersion['proposedAt']) => formatDate(dateInZone(at, fees.zone))
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3">
        <p>
          <span className="font-strong">{schedule.title}</span>, from {formatDate(schedule.effectiveFrom)}{' '}
          {isInForce ? (
            <Badge look="accent">In force</Badge>
          ) : approved === null ? (
            <Badge look="draft">Not approved</Badge>
          ) : (
            <Badge>Approved</Badge>
          )}
          <span className="block text-muted">
            Proposed by {proposedByName}, {day(proposedAt)}
            {approved === null ? '' : `; approved by ${approved.byName}, ${day(approved.at)}`}
          </span>
        </p>
        {approved === null && fees.mayChange ? (
          <Button size="compact" variant="primary" onPress={() => void approve()}>
            Approve version {version}
          </Button>
        ) : null}
      </div>
      {problems.map(({ sentence }) => (
        <p key={sentence} role="alert" className="px-4 pb-3 text-high">
          {sentence}
        </p>
      ))}
      <DataTable
        caption={`Services of version ${version}`}
        columns={[
          { key: 'code', header: 'Code', cell: (row) => <code className="text-caption">{row.code}</code> },
          { key: 'words', header: 'Service', cell: (row) => row.words },
          {
            key: 'payer',
            header: 'Payer’s code',
            wideOnly: true,
            cell: (row) => row.payerCode ?? <span className="text-muted">–</span>,
          },
          { key: 'unit', header: 'Per', cell: (row) => row.unit },
          { key: 'price', header: 'Price', align: 'end', cell: (row) => formatCents(row.unitCents) },
        ]}
        rows={schedule.services}
        rowKey={(row) => row.code}
      />
      <RulesAndPackages schedule={schedule} />
    </>
  )
}

function RulesAndPackages({ schedule }: Pick<FeeVersion, 'schedule'>) {
  return (
    <div className="grid gap-5 px-4 py-4 lg:grid-cols-2">
      <section>
        <h3 className="font-strong">How sessions become charges</h3>
        <ul className="mt-2 flex list-disc flex-col gap-1 pl-5">
          {schedule.rules.map((rule) => (
            <li key={`${rule.rule} ${rule.modality}`}>{ruleWords(rule)}</li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className="font-strong">Packages</h3>
        <ul className="mt-2 flex list-disc flex-col gap-1 pl-5">
          {schedule.packages.map((kind) => (
            <li key={kind.code}>
              {kind.words}: {formatCents(kind.priceCents)}, valid {kind.validMonths} months
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
