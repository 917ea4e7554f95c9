'use client'
import { formatCents } from '@holdspace/billing/money-words'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { useState } from 'react'
import { useTRPCClient } from '../trpc.tsx'
import { useMoneyAct } from './use-money-act.ts'
import type { Account } from './words.ts'

export interface SellPackageProps {
  readonly patientId: PatientId
  readonly kinds: Account['packageKinds']
}

export function SellPackage({ patientId, kinds }: SellPackageProps) {
  const trpc = useTRPCClient()
  const [isOpen, setOpen] = useState(false)
  const { id, problems, send } = useMoneyAct(() => setOpen(false))
  const sell = async (data: FormData) => {
    const packageCode = String(data.get('packageCode') ?? '')
    await send(
      () => trpc.billing.sellPackage.mutate({ saleId: id, patientId, packageCode }),
      () => ({ title: 'Package sold', detail: 'Its price is owed now; take the payment next.' }),
    )
  }
  return (
    <>
      <Button onPress={() => setOpen(true)}>Sell a package</Button>
      <Dialog title="Sell a package" isOpen={isOpen} onClose={() => setOpen(false)}>
        <Form onSubmit={sell} problems={problems} aria-label="Sell a package">
          <RadioGroup
            name="packageCode"
            label="Package"
            choices={kinds.map(({ code, words, priceCents, validMonths, transferable }) => ({
              value: code,
              label: `${words} · ${formatCents(priceCents)}`,
              note: `Valid ${validMonths} months. ${transferable ? 'May go to another patient.' : 'Stays with this patient.'}`,
            }))}
          />
          <div>
            <SubmitButton sendingWords="Selling …">Sell it</SubmitButton>
          </div>
        </Form>
      </Dialog>
    </>
  )
}
