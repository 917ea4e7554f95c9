'use client'
import { formatCents } from '@holdspace/billing/money-words'
import { formatDate } from '@holdspace/kit/calendar-words'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { clsx } from 'clsx'
import { useState } from 'react'
import { useTRPCClient } from '../trpc.tsx'
import { MovePackage } from './move-package.tsx'
import { useMoneyAct } from './use-money-act.ts'
import type { Account } from './words.ts'

type Package = Account['packages'][number]
type UnitState = Package['lines'][number]['units'][number]['state']

const stateWords: { readonly [S in UnitState]: string } = {
  open: 'open',
  used: 'used',
  expired: 'ran out',
  transferred: 'given away',
  refunded: 'paid back',
}

export interface PackageCardProps {
  readonly sold: Package
  readonly patientId: PatientId
  readonly mayEnd: boolean
}

/** A package as it burns down: one mark a unit, filled when it was used, so that what is left is seen and not counted. */
export function PackageCard({ sold, patientId, mayEnd }: PackageCardProps) {
  const [isEnding, setEnding] = useState(false)
  const total = sold.lines.reduce((sum, { units }) => sum + units.length, 0)
  return (
    <section className="flex flex-col gap-3 border-line border-b px-4 py-4 last:border-b-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h3 className="text-lead">{sold.words}</h3>
        <p className="text-muted">
          {formatCents(sold.priceCents)} · sold {formatDate(sold.soldOn)} · until {formatDate(sold.validUntil)}
        </p>
      </div>
      {sold.lines.map((line) => (
        <div key={line.code} className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <BurnDown line={line} />
          <span data-figures>
            <strong className="font-bold">{line.units.filter(({ state }) => state === 'open').length}</strong> of{' '}
            {line.units.length} left <span className="text-muted">· {line.words}</span>
          </span>
        </div>
      ))}
      {mayEnd && sold.open > 0 ? (
        <div className="flex flex-wrap gap-2">
          <Button size="compact" onPress={() => setEnding(true)}>
            End this package
          </Button>
          {sold.transferable ? <MovePackage sold={sold} patientId={patientId} /> : null}
        </div>
      ) : null}
      <p className="sr-only">
        {sold.open} of {total} services of this package are left.
      </p>
      <EndPackage sold={sold} patientId={patientId} isOpen={isEnding} onClose={() => setEnding(false)} />
    </section>
  )
}

function BurnDown({ line }: { readonly line: Package['lines'][number] }) {
  const used = line.units.filter(({ state }) => state === 'used').length
  return (
    <span
      role="img"
      aria-label={`${line.words}: ${used} of ${line.units.length} used`}
      className="flex flex-wrap gap-1.5"
    >
      {line.units.map(({ unit, state }) => (
        <span
          key={unit}
          title={stateWords[state]}
          className={clsx(
            'grid h-7 w-7 place-items-center rounded-control border text-caption',
            state === 'used' && 'border-fill bg-fill text-on-fill',
            state === 'open' && 'border-control-line bg-surface text-muted',
            state !== 'used' && state !== 'open' && 'border-control-line border-dashed bg-sunken text-muted',
          )}
        >
          {state === 'used' ? '✓' : state === 'open' ? '' : '–'}
        </span>
      ))}
    </span>
  )
}

interface EndPackageProps {
  readonly sold: Package
  readonly patientId: PatientId
  readonly isOpen: boolean
  readonly onClose: () => void
}

function EndPackage({ sold, patientId, isOpen, onClose }: EndPackageProps) {
  const trpc = useTRPCClient()
  const { id, problems, send } = useMoneyAct(onClose)
  const end = async (data: FormData) => {
    const how = data.get('how') === 'expire' ? 'expire' : 'refund'
    const reason = String(data.get('reason') ?? '')
    const input = { entryId: id, patientId, saleId: sold.saleId, how, reason } as const
    await send(
      () => trpc.billing.endPackage.mutate(input),
      ({ refundCents }) => ({ title: 'Package ended', detail: `${formatCents(refundCents)} for what was not used.` }),
    )
  }
  return (
    <Dialog title={`End “${sold.words}”?`} isOpen={isOpen} onClose={onClose} role="alertdialog">
      <Form onSubmit={end} problems={problems} aria-label="End the package">
        <RadioGroup
          name="how"
          label="What happens to the rest"
          defaultValue="refund"
          choices={[
            { value: 'refund', label: 'Paid back', note: 'What is still owed for it is taken off first.' },
            { value: 'expire', label: 'It ran out', note: 'Only after its last day.' },
          ]}
        />
        <TextField name="reason" label="Why" />
        <div className="flex gap-3">
          <Button onPress={onClose}>Keep it</Button>
          <SubmitButton variant="danger" sendingWords="Ending …">
            End the package
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
