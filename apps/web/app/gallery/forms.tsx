'use client'
import { Button } from '@holdspace/ui/button'
import { Checkbox } from '@holdspace/ui/checkbox'
import { DateFields } from '@holdspace/ui/date-fields'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { Panel } from '@holdspace/ui/panel'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { Workspace } from '@holdspace/ui/workspace'
import { useState } from 'react'

const routes = [
  { value: 'im', label: 'Intramuscular (IM)', note: 'KAP, one or two doses' },
  { value: 'iv', label: 'Intravenous (IV)', note: '0.5 mg/kg over 40 min' },
  { value: 'nasal', label: 'Intranasal', unavailable: 'No approved protocol at this practice' },
]

const refused = [
  { field: 'weight', sentence: 'Weight 700 kg is not plausible. Check the unit and enter it again.' },
  { field: 'route', sentence: 'Choose the route of the order.' },
]

export function Forms() {
  const [problems, setProblems] = useState<typeof refused>([])
  const [sent, setSent] = useState(0)
  return (
    <Panel title="Form">
      <Form
        aria-label="Order"
        problems={problems}
        onSubmit={async () => {
          setSent((count) => count + 1)
          await new Promise((resolve) => setTimeout(resolve, 400))
          setProblems([...refused])
        }}
        className="max-w-2xl"
      >
        <TextField name="person" label="Name" hint="As on their identification." defaultValue="Ana Rivera" />
        <div className="grid gap-5 sm:grid-cols-2">
          <NumberField name="weight" label="Weight" unit="kg" decimals={1} defaultValue={70.3} />
          <NumberField name="pulse" label="Pulse" unit="beats/min" optional />
        </div>
        <DateFields name="born" label="Date of birth" hint="For example 14 7 1985." isDateOfBirth />
        <Select name="route" label="Route" choices={routes} />
        <RadioGroup
          name="touch"
          label="May we offer a hand to hold?"
          inline
          choices={[
            { value: 'yes', label: 'Yes' },
            { value: 'ask', label: 'Ask each time' },
            { value: 'no', label: 'No' },
          ]}
          defaultValue="ask"
        />
        <RadioGroup name="kind" label="Kind of visit" choices={routes} defaultValue="im" />
        <Checkbox name="ride" note="By telephone, before the dose.">
          The ride home was reached
        </Checkbox>
        <Checkbox name="readback" problem="Read the order back before it is signed.">
          The order was read back
        </Checkbox>
        <TextField name="note" label="Note" rows={3} optional hint="Shared with the care team and permanent." />
        <TextField name="fixed" label="Signed by" isDisabled defaultValue="Dr Ames" />
        <div className="flex flex-wrap gap-2">
          <SubmitButton sendingWords="Signing…">Sign and lock</SubmitButton>
          <Button>Keep as draft</Button>
        </div>
        <output aria-label="Times sent" className="text-muted">
          {sent === 0 ? 'Not sent' : sent === 1 ? 'Sent once' : `Sent ${sent} times`}
        </output>
      </Form>
    </Panel>
  )
}

export function VitalsWorkspace() {
  return (
    <Workspace title="Vitals" startsFolded>
      <Form aria-label="Vitals" onSubmit={() => undefined}>
        <div className="grid grid-cols-2 gap-4">
          <NumberField name="systolic" label="Systolic" unit="mmHg" size="room" defaultValue={130} />
          <NumberField name="diastolic" label="Diastolic" unit="mmHg" size="room" defaultValue={80} />
          <NumberField name="heart" label="Pulse" unit="beats/min" size="room" />
          <NumberField name="spo2" label="SpO2" unit="%" size="room" />
        </div>
        <SubmitButton size="room">Record vitals</SubmitButton>
      </Form>
    </Workspace>
  )
}
