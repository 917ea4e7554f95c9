'use client'
import { plainCents, typedCents } from '@holdspace/billing/money-words'
import { DateFields, type DateParts, dateFromParts, partsOfDate } from '@holdspace/ui/date-fields'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useTRPCClient } from '../trpc.tsx'
import { useMoneyAct } from './use-money-act.ts'
import type { Fees, FeeVersion } from './words.ts'

export interface ProposeFeesProps {
  readonly from: FeeVersion
  readonly fees: Fees
  readonly onDone: () => void
}

/** New prices and words on the ground of a version that is there. Its rules and packages come along. */
export function ProposeFees({ from, fees, onDone }: ProposeFeesProps) {
  const trpc = useTRPCClient()
  const { problems, setProblems, send } = useMoneyAct(onDone)
  const [first, setFirst] = useState<DateParts>(partsOfDate(fees.today))
  const version = (fees.versions[0]?.version ?? 0) + 1
  const propose = async (data: FormData) => {
    const effectiveFrom = dateFromParts(first)
    if (effectiveFrom === null) return setProblems([{ field: 'effectiveFrom', sentence: 'Give the first day.' }])
    const services = from.schedule.services.map((one) => ({
      ...one,
      words: String(data.get(`words-${one.code}`) ?? one.words),
      unitCents: typedCents(String(data.get(`price-${one.code}`) ?? '')),
    }))
    const unreadable = services.find(({ unitCents }) => unitCents === null)
    if (unreadable !== undefined)
      return setProblems([
        { field: `price-${unreadable.code}`, sentence: `The price of ${unreadable.code} is not an amount.` },
      ])
    const priced = services.map(({ unitCents, ...one }) => ({ ...one, unitCents: unitCents ?? 0 }))
    const schedule = { ...from.schedule, title: String(data.get('title') ?? ''), effectiveFrom, services: priced }
    await send(
      () => trpc.billing.proposeFees.mutate({ version, schedule }),
      () => ({ title: `Version ${version} is proposed`, detail: 'It waits to be approved.' }),
    )
  }
  return (
    <Form onSubmit={propose} problems={problems} aria-label="Propose new fees">
      <TextField name="title" label="Title" defaultValue={from.schedule.title} />
      <DateFields
        name="effectiveFrom"
        label="First day"
        defaultValue={partsOfDate(fees.today)}
        onChange={setFirst}
        hint="Today or later: what was done before keeps its price."
      />
      <fieldset className="flex flex-col gap-2">
        <legend className="font-strong">Services</legend>
        {from.schedule.services.map(({ code, words, unitCents }) => (
          <div key={code} className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_9rem]">
            <TextField name={`words-${code}`} label={`Words for ${code}`} defaultValue={words} />
            <TextField
              name={`price-${code}`}
              label="Price"
              inputMode="decimal"
              defaultValue={plainCents(unitCents)}
              aria-label={`Price of ${code}`}
            />
          </div>
        ))}
      </fieldset>
      <div>
        <SubmitButton sendingWords="Proposing …">Propose version {version}</SubmitButton>
      </div>
    </Form>
  )
}
