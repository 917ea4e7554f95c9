'use client'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { type Person, WhoField } from '../calendar/who-field.tsx'
import { useTRPCClient } from '../trpc.tsx'
import { useMoneyAct } from './use-money-act.ts'
import type { Account } from './words.ts'

export interface MovePackageProps {
  readonly sold: Account['packages'][number]
  readonly patientId: PatientId
}

/** What is left of a package goes to another patient, where its terms allow it; what was used stays where it was used. */
export function MovePackage({ sold, patientId }: MovePackageProps) {
  const trpc = useTRPCClient()
  const [isOpen, setOpen] = useState(false)
  const [person, setPerson] = useState<Person | null>(null)
  const { id, otherId, problems, setProblems, send } = useMoneyAct(() => setOpen(false))
  const move = async (data: FormData) => {
    if (person === null) return setProblems([{ field: 'person', sentence: 'Choose who gets it.' }])
    const toPatientId = person.patientId as PatientId
    const reason = String(data.get('reason') ?? '')
    const input = { sentId: id, receivedId: otherId, patientId, saleId: sold.saleId, toPatientId, reason }
    await send(
      () => trpc.billing.transferPackage.mutate(input),
      () => ({ title: `${sold.open} left went to ${person.words}`, detail: 'It stands on their account now.' }),
    )
  }
  return (
    <>
      <Button size="compact" onPress={() => setOpen(true)}>
        Give to another patient …
      </Button>
      <Dialog
        title={`Give the rest of “${sold.words}” to another patient`}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
      >
        <Form onSubmit={move} problems={problems} aria-label="Give the rest of the package away">
          <p>
            {sold.open} {sold.open === 1 ? 'service is' : 'services are'} left, with the share of the price that was
            paid for {sold.open === 1 ? 'it' : 'them'}. The last day stays as it was.
          </p>
          <WhoField person={person} onPerson={setPerson} />
          <TextField name="reason" label="Why" hint="In the words of whoever asked for it." maxLength={500} />
          <div className="flex gap-3">
            <Button onPress={() => setOpen(false)}>Leave it here</Button>
            <SubmitButton sendingWords="Being moved …">Give it away</SubmitButton>
          </div>
        </Form>
      </Dialog>
    </>
  )
}
