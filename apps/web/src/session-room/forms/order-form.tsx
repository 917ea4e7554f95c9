'use client'
import { Checkbox } from '@holdspace/ui/checkbox'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { TextField } from '@holdspace/ui/text-field'
import { DoseWorkingView } from './dose-working.tsx'
import { GateNotice } from './gate-notice.tsx'
import { BagFields, Strengths } from './order-fields.tsx'
import { PastGate } from './past-gate.tsx'
import type { FormDone } from './use-chart-form.ts'
import { useOrder } from './use-order.ts'

/** The order: the working shown while it is typed, refusals by name, both vials asked for, read back before it counts. */
export function OrderForm({ onDone }: FormDone) {
  const order = useOrder(onDone)
  const { typed, change, gate, worked } = order
  return (
    <Form onSubmit={order.submit} problems={order.problems} aria-label="Order a dose">
      <GateNotice title="A dose cannot be ordered yet" unmet={gate} />
      <PastGate unmet={gate} />
      <NumberField
        size="room"
        name="mgPerKg"
        label="Dose"
        unit="mg/kg"
        decimals={3}
        value={typed.mgPerKg}
        onChange={(mgPerKg) => change({ mgPerKg })}
      />
      <Strengths
        name="concentration"
        label="Worked out for a vial of"
        value={typed.concentration}
        onChange={(concentration) => change({ concentration })}
      />
      <Strengths
        name="vialConcentration"
        label="The vial in your hand says"
        value={typed.vial}
        onChange={(vial) => change({ vial })}
      />
      {order.isInfusion ? <BagFields typed={typed} change={change} /> : null}
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
        <Checkbox name="readBack" isSelected={order.readBack} onChange={order.setReadBack}>
          Read back: <strong className="font-strong">{worked.value.readBack}</strong>
        </Checkbox>
      ) : null}
      <SubmitButton size="room" isDisabled={!worked.ok || gate.length > 0 || !order.readBack}>
        Order this dose
      </SubmitButton>
    </Form>
  )
}
