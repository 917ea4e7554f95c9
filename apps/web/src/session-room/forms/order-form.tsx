'use client'
import type { GateLine } from '@holdspace/clinic/gates/gate-lines'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { NextDoseBeside } from '../../doses/next-dose-beside.tsx'
import { useRoom } from '../room-context.tsx'
import { DoseWorkingView } from './dose-working.tsx'
import { GateNotice } from './gate-notice.tsx'
import { DoseFields } from './order-fields.tsx'
import { PastGate } from './past-gate.tsx'
import { useWhen, WhenField } from './time-field.tsx'
import type { FormDone } from './use-chart-form.ts'
import { useOrder } from './use-order.ts'

/** The order: the working shown while it is typed, refusals by name, both vials asked for, read back before it counts. */
export function OrderForm({ onDone }: FormDone) {
  return <WriteOrder onDone={onDone} byWord={false} />
}

/** The same order as a nurse writes it down: whose word it was and when, and the same read-back (RULINGS 3). */
export function VerbalOrderForm({ onDone }: FormDone) {
  return <WriteOrder onDone={onDone} byWord />
}

function WriteOrder({ onDone, byWord }: FormDone & { readonly byWord: boolean }) {
  const order = useOrder(onDone, byWord)
  const when = useWhen()
  const { room, nextDose } = useRoom()
  const [prescriber, setPrescriber] = useState<string | null>(null)
  const { typed, change, gate, worked } = order
  const [wasClosed] = useState(gate.length > 0)
  const submit = (data: FormData) => order.submit({ prescriberMembershipId: prescriber, saidAt: when(data) })
  return (
    <Form onSubmit={submit} problems={order.problems} aria-label={byWord ? 'Verbal order' : 'Order a dose'}>
      {wasClosed ? (
        <HeldPlace>
          {gate.length === 0 ? <p className="text-muted">Nothing is missing any more.</p> : <WhyNotYet unmet={gate} />}
        </HeldPlace>
      ) : null}
      {byWord ? <WhoSaidIt value={prescriber} onChange={setPrescriber} /> : null}
      <NextDoseBeside patientId={room.patientId} atOpening={nextDose} />
      <DoseFields order={order} />
      {order.asksReason ? (
        <TextField
          name="reason"
          label="Reason to go on (prints on the record)"
          rows={2}
          value={typed.reason}
          onChange={(reason) => change({ reason })}
        />
      ) : null}
      <DoseWorkingView worked={worked} />
      {worked.ok ? (
        <Checkbox name="readBack" isSelected={order.isReadBack} onChange={order.setReadBack}>
          {byWord ? 'I read it back to the prescriber: ' : 'Read back: '}
          <strong className="font-strong">{worked.value.readBack}</strong>
        </Checkbox>
      ) : null}
      {byWord ? <WhenField /> : null}
      <SubmitButton size="room" isDisabled={!worked.ok || gate.length > 0 || !order.isReadBack}>
        {byWord ? 'Record the verbal order' : 'Order this dose'}
      </SubmitButton>
      {wasClosed ? null : <WhyNotYet unmet={gate} />}
    </Form>
  )
}

/** At the head where it was so when the form was opened; at the foot where it came by itself, and moves nothing (H200). */
function WhyNotYet({ unmet }: { readonly unmet: readonly GateLine[] }) {
  return (
    <>
      <GateNotice title="A dose cannot be ordered yet" unmet={unmet} />
      <PastGate unmet={unmet} />
    </>
  )
}

/** Keeps the height it once had: a line that a colleague has mended leaves without lifting the fields beneath. */
function HeldPlace({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (box.current !== null) box.current.style.minHeight = `${box.current.offsetHeight}px`
  })
  return (
    <div ref={box} className="flex flex-col gap-5">
      {children}
    </div>
  )
}

/** Only prescribers whose licence and DEA registration hold today can be named; they countersign under their password. */
function WhoSaidIt({ value, onChange }: { readonly value: string | null; readonly onChange: (id: string) => void }) {
  const { room, protocol } = useRoom()
  const hours = protocol.drug.verbalOrders?.countersignWithinHours.value ?? null
  return (
    <Select
      name="prescriber"
      label="Who gave the order"
      hint={
        hours === null
          ? 'This protocol takes no verbal orders: the prescriber writes them.'
          : `Countersigned by them within ${hours} h; until then the record cannot be signed.`
      }
      value={value}
      onChange={onChange}
      choices={room.prescribers.map((one) => ({ value: one.membershipId, label: one.displayName }))}
    />
  )
}
