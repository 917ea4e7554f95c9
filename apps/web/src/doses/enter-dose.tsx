'use client'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { DateFields } from '@holdspace/ui/date-fields'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { NumberField } from '@holdspace/ui/number-field'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { routeWords } from '../protocols/words.ts'
import { attempt } from '../refusal-of.ts'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'

type Route = keyof typeof routeWords
const routes = Object.keys(routeWords) as Route[]

/** A dose this person had somewhere else: when, how much as far as known, where, and how that is known. */
export function EnterDose({ patientId }: { readonly patientId: PatientId }) {
  const [isOpen, setOpen] = useState(false)
  const entering = useEntering(patientId, () => setOpen(false))
  const dateProblem = entering.problems.find((one) => one.field === 'givenOn')?.sentence
  return (
    <>
      <Button size="compact" onPress={() => setOpen(true)}>
        Enter a dose elsewhere
      </Button>
      <Dialog title="A dose given elsewhere" isOpen={isOpen} onClose={() => setOpen(false)}>
        <Form onSubmit={entering.send} problems={entering.problems} aria-label="A dose given elsewhere">
          <DateFields
            name="givenOn"
            label="Given on"
            onChange={(_, date) => entering.setDate(date)}
            {...(dateProblem === undefined ? {} : { problem: dateProblem })}
          />
          <Select name="route" label="Route" choices={routes.map((value) => ({ value, label: routeWords[value] }))} />
          <NumberField
            name="amount"
            label="Amount"
            optional
            hint="Leave it empty where nobody knows."
            unit="mg"
            decimals={1}
            minValue={0}
          />
          <TextField name="givenWhere" label="Where" />
          <TextField name="knownFrom" label="How it is known" hint="A letter, a record, the person’s own word." />
          <SubmitButton sendingWords="Being kept …">Keep it</SubmitButton>
        </Form>
      </Dialog>
    </>
  )
}

function useEntering(patientId: PatientId, onDone: () => void) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [id, setId] = useState(() => newEntryId(Date.now()))
  const [date, setDate] = useState<CalendarDate | null>(null)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const route = routes.find((one) => one === data.get('route'))
    const missing = missingOf(date, route, data)
    setProblems(missing)
    if (missing.length > 0 || date === null || route === undefined) return
    const amount = textOf(data, 'amount')
    const answer = await attempt(() =>
      trpc.doseHistory.enterElsewhere.mutate({
        id,
        patientId,
        givenOn: date,
        route,
        // Rounded to whole micrograms, as everywhere in the record.
        amountMcg: amount === '' ? null : Math.round(Number(amount) * 1000),
        givenWhere: textOf(data, 'givenWhere'),
        knownFrom: textOf(data, 'knownFrom'),
      }),
    )
    if (!answer.ok) {
      const { field, sentence } = answer.refusal
      return setProblems([{ sentence, ...(field === undefined ? {} : { field }) }])
    }
    setId(newEntryId(Date.now()))
    onDone()
    router.refresh()
  }
  return { problems, send, setDate }
}

function missingOf(date: CalendarDate | null, route: Route | undefined, data: FormData): readonly FormProblem[] {
  return [
    ...(date === null ? [{ field: 'givenOn', sentence: 'Enter the day it was given.' }] : []),
    ...(route === undefined ? [{ field: 'route', sentence: 'Choose the route.' }] : []),
    ...(textOf(data, 'givenWhere').length >= 2 ? [] : [{ field: 'givenWhere', sentence: 'Say where it was given.' }]),
    ...(textOf(data, 'knownFrom').length >= 2 ? [] : [{ field: 'knownFrom', sentence: 'Say how it is known.' }]),
  ]
}

function textOf(data: FormData, name: string): string {
  return String(data.get(name) ?? '').trim()
}
