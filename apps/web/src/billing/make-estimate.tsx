'use client'
import { formatCents } from '@holdspace/billing/money-words'
import type { PatientId } from '@holdspace/kit/ids'
import { DateFields, type DateParts, dateFromParts, noDate } from '@holdspace/ui/date-fields'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { ErrorState, Skeleton } from '@holdspace/ui/states'
import { TextField } from '@holdspace/ui/text-field'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { refusalOf } from '../refusal-of.ts'
import { useTRPC, useTRPCClient } from '../trpc.tsx'
import { useMoneyAct } from './use-money-act.ts'

export interface MakeEstimateProps {
  readonly patientId: PatientId
  readonly onDone: () => void
}

/** What the care is expected to cost, from the fee schedule: how many of each service, and when (45 CFR 149.610). */
export function MakeEstimate({ patientId, onDone }: MakeEstimateProps) {
  const asked = useQuery(useTRPC().billing.fees.queryOptions())
  const trpc = useTRPCClient()
  const { id, problems, setProblems, send } = useMoneyAct(onDone)
  const [scheduled, setScheduled] = useState<DateParts>(noDate)
  if (asked.isPending) return <Skeleton label="Reading the fee schedule" rows={6} />
  if (asked.isError) return <ErrorState title="No fee schedule">{refusalOf(asked.error).sentence}</ErrorState>
  const { versions, today } = asked.data
  const current = versions.find(({ approved, schedule }) => approved !== null && schedule.effectiveFrom <= today)
  if (current === undefined)
    return <p className="text-muted">No fee schedule is in force. Approve one under Billing first.</p>
  const { services } = current.schedule
  const make = async (data: FormData) => {
    const lines = services.flatMap(({ code }) => {
      const units = Number.parseInt(String(data.get(`units-${code}`) ?? ''), 10)
      const when = String(data.get(`when-${code}`) ?? '').trim()
      return units > 0 ? [{ code, units, when: when === '' ? 'as scheduled' : when }] : []
    })
    if (lines.length === 0) return setProblems([{ sentence: 'Say how many of at least one service are expected.' }])
    const paper = {
      kind: 'estimate',
      primaryService: String(data.get('primaryService') ?? ''),
      scheduledFor: dateFromParts(scheduled),
      diagnosisCodes: listed(data, 'diagnosisCodes', /[\s,]+/).map((code) => code.toUpperCase()),
      lines,
      separately: listed(data, 'separately', /\n/),
    } as const
    await send(
      () => trpc.billing.issuePaper.mutate({ paperId: id, patientId, paper }),
      ({ number }) => ({ title: `${number} is ready`, detail: 'Give it to the patient before the care.' }),
    )
  }
  return (
    <Form onSubmit={make} problems={problems} aria-label="Make a Good Faith Estimate">
      <TextField
        name="primaryService"
        label="Primary service"
        defaultValue="Ketamine-assisted psychotherapy, six medicine sessions"
      />
      <DateFields name="scheduledFor" label="Scheduled for" optional onChange={setScheduled} />
      <ServicesExpected services={services} />
      <TextField
        name="diagnosisCodes"
        label="Diagnosis codes"
        optional
        hint="As the prescriber gave them, with a space between."
      />
      <TextField
        name="separately"
        label="Scheduled on their own"
        rows={2}
        optional
        hint="Services that need an estimate of their own, one a line."
      />
      <div>
        <SubmitButton sendingWords="Making it …">Make the estimate</SubmitButton>
      </div>
    </Form>
  )
}

type Service = Answers['billing']['fees']['versions'][number]['schedule']['services'][number]

function ServicesExpected({ services }: { readonly services: readonly Service[] }) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-strong">Services expected</legend>
      {services.map(({ code, words, unitCents, unit }) => (
        <fieldset
          key={code}
          aria-label={words}
          className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_6rem_10rem]"
        >
          <p className="py-2">
            {words}{' '}
            <span className="text-muted">
              {formatCents(unitCents)} per {unit}
            </span>
          </p>
          <TextField name={`units-${code}`} label="How many" inputMode="numeric" />
          <TextField name={`when-${code}`} label="When" />
        </fieldset>
      ))}
    </fieldset>
  )
}

function listed(data: FormData, name: string, between: RegExp): string[] {
  return String(data.get(name) ?? '')
    .split(between)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
