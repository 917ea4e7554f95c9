'use client'
import { formatCents } from '@holdspace/billing/money-words'
import { type CalendarDate, formatDate } from '@holdspace/kit/calendar-words'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Checkbox } from '@holdspace/ui/checkbox'
import { DateFields, dateFromParts, partsOfDate } from '@holdspace/ui/date-fields'
import { Dialog } from '@holdspace/ui/dialog'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useTRPCClient } from '../trpc.tsx'
import { useMoneyAct } from './use-money-act.ts'
import type { Account } from './words.ts'

export interface ChargeServiceProps {
  readonly patientId: PatientId
  readonly services: Account['services']
  readonly providers: Account['providers']
  readonly today: CalendarDate
}

const nobody = 'nobody'

/** A service of the fee schedule that no session gave rise to: a consultation, a talk, a visit cancelled too late. */
export function ChargeService(props: ChargeServiceProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button size="compact" onPress={() => setOpen(true)}>
        Charge a service …
      </Button>
      <Dialog title="Charge a service without a session" isOpen={isOpen} onClose={() => setOpen(false)}>
        {isOpen ? <Fields {...props} onDone={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  )
}

function Fields({
  patientId,
  services,
  providers,
  today,
  onDone,
}: ChargeServiceProps & { readonly onDone: () => void }) {
  const trpc = useTRPCClient()
  const { id, problems, setProblems, send } = useMoneyAct(onDone)
  const [code, setCode] = useState<string | null>(null)
  const [day, setDay] = useState<CalendarDate | null>(today)
  const service = services.find((one) => one.code === code)
  // The practice’s own services are the practice’s; nobody has to be named for them.
  const performedBy = service?.performedBy === 'practice' ? undefined : service?.performedBy
  const performing = providers.filter(({ performs }) => performs === performedBy)
  const charge = async (data: FormData) => {
    const units = Number(data.get('units') ?? '')
    const reason = String(data.get('reason') ?? '').trim()
    const missing = missingOf({ isChosen: service !== undefined, hasDay: day !== null, units, reason })
    setProblems(missing)
    if (missing.length > 0 || service === undefined || day === null) return
    const renderedBy = performing.find(({ npi }) => npi === data.get('renderedBy'))?.npi ?? null
    const usePackage = data.has('usePackage')
    const line = { code: service.code, units, unitCents: service.unitCents, usePackage, reason, renderedBy }
    await send(
      () => trpc.billing.chargeWithoutSession.mutate({ sheetId: id, patientId, serviceDate: day, lines: [line] }),
      ({ owedCents, coveredCents }) => ({
        title: `${service.words} charged`,
        detail: `${formatCents(owedCents)} owed${coveredCents > 0 ? `, ${formatCents(coveredCents)} by a package` : ''}, ${formatDate(day)}.`,
      }),
    )
  }
  const dayProblem = problems.find(({ field }) => field === 'serviceDate')?.sentence
  return (
    <Form onSubmit={charge} problems={problems} aria-label="Charge a service">
      <Select
        name="code"
        label="Service"
        choices={services.map(({ code: value, words, unitCents, unit }) => ({
          value,
          label: words,
          note: `${formatCents(unitCents)} a ${unit}`,
        }))}
        value={code}
        onChange={setCode}
      />
      <RenderedBy key={service?.performedBy} performing={performing} />
      <DateFields
        name="serviceDate"
        label="The day it was for"
        defaultValue={partsOfDate(today)}
        onChange={(parts) => setDay(dateFromParts(parts))}
        {...(dayProblem === undefined ? {} : { problem: dayProblem })}
      />
      <TextField name="units" label="Units" inputMode="numeric" defaultValue="1" className="w-24" />
      <TextField
        name="reason"
        label="What it was for"
        hint="First visit; cancelled the evening before."
        maxLength={500}
      />
      <Checkbox name="usePackage" value="yes" defaultSelected note="Where an open package holds this service.">
        Take it from a package first
      </Checkbox>
      <div>
        <SubmitButton sendingWords="Being charged …">Charge it</SubmitButton>
      </div>
    </Form>
  )
}

function missingOf(typed: { isChosen: boolean; hasDay: boolean; units: number; reason: string }) {
  const { isChosen, hasDay, units, reason } = typed
  return [
    ...(isChosen ? [] : [{ field: 'code', sentence: 'Choose what is charged.' }]),
    ...(hasDay ? [] : [{ field: 'serviceDate', sentence: 'Enter the day it was for.' }]),
    ...(Number.isInteger(units) && units > 0 ? [] : [{ field: 'units', sentence: 'Enter how many units.' }]),
    ...(reason.length < 3 ? [{ field: 'reason', sentence: 'Say what it was for, in a few words.' }] : []),
  ]
}

/** Of those whom the billing details know for this kind of service; nothing is asked where there is nobody to name. */
function RenderedBy({ performing }: { readonly performing: Account['providers'] }) {
  if (performing.length === 0) return null
  return (
    <Select
      name="renderedBy"
      label="Who rendered it"
      hint="The superbill names them, or says that nobody is named."
      defaultValue={nobody}
      choices={[
        { value: nobody, label: 'Nobody is named' },
        ...performing.map(({ npi, name, credential }) => ({
          value: npi,
          label: credential === '' ? name : `${name}, ${credential}`,
          note: `NPI ${npi}`,
        })),
      ]}
    />
  )
}
