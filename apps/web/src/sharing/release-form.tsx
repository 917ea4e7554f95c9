'use client'
import { releaseKinds, releaseKindWords } from '@holdspace/clinic/sharing/release-parts'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { type PatientId, partnerId, releaseId } from '@holdspace/kit/ids'
import { Checkbox } from '@holdspace/ui/checkbox'
import { DateFields, type DateParts, dateFromParts, noDate, partsOfDate } from '@holdspace/ui/date-fields'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { sensitiveSubjects, sensitiveWords } from './words.ts'

export interface ReleaseFormProps {
  readonly patientId: PatientId
  readonly today: CalendarDate
  readonly partners: Answers['sharing']['ofPatient']['partners']
}

/** What the signed form says, typed in: to whom, what, until when. Nothing is ticked beforehand: the patient chose. */
export function ReleaseForm({ patientId, today, partners }: ReleaseFormProps) {
  const [from, setFrom] = useState<DateParts>(partsOfDate(today))
  const [until, setUntil] = useState<DateParts>(noDate)
  const { problems, send, round } = useRecording(patientId, { from, until })
  const problemAt = (field: string) => {
    const problem = problems.find((one) => one.field === field)?.sentence
    return problem === undefined ? {} : { problem }
  }
  return (
    <Form key={round} onSubmit={send} problems={problems} aria-label="Record a release" className="max-w-xl">
      <Select
        name="partnerId"
        label="Released to"
        choices={partners.map((partner) => ({ value: partner.partnerId, label: partner.name }))}
      />
      <fieldset className="flex flex-col gap-2">
        <legend className="font-strong">What the form names</legend>
        {releaseKinds.map((kind) => (
          <Checkbox key={kind} name="kinds" value={kind} {...(kind === releaseKinds[0] ? problemAt('kinds') : {})}>
            {releaseKindWords[kind]}
          </Checkbox>
        ))}
      </fieldset>
      <fieldset className="flex flex-col gap-2">
        <legend className="font-strong">Sensitive subjects the form names</legend>
        {sensitiveSubjects.map((subject) => (
          <Checkbox
            key={subject}
            name="sensitive"
            value={subject}
            note={subject === 'PSY' ? needsMentalHealth : undefined}
          >
            {sensitiveWords[subject]}
          </Checkbox>
        ))}
      </fieldset>
      <DateFields name="from" label="From" defaultValue={from} onChange={setFrom} {...problemAt('from')} />
      <DateFields
        name="until"
        label="Until, the last day included"
        defaultValue={until}
        onChange={setUntil}
        {...problemAt('until')}
      />
      <TextField name="givenHow" label="How it was given" hint="For example: signed on paper at the front desk." />
      <div>
        <SubmitButton sendingWords="Being recorded …">Record the release</SubmitButton>
      </div>
    </Form>
  )
}

const needsMentalHealth =
  'Sessions, plans, charges and the referral tell of mental health: without this they stay closed.'

/** The id is made once per form, so that pressing twice records once. */
function useRecording(patientId: PatientId, dates: { readonly from: DateParts; readonly until: DateParts }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [round, setRound] = useState(0)
  const [id, setId] = useState(() => releaseId.parse(crypto.randomUUID()))
  const send = async (data: FormData) => {
    const partner = partnerId.safeParse(data.get('partnerId'))
    const from = dateFromParts(dates.from)
    const until = dateFromParts(dates.until)
    const chosen = releaseKinds.filter((kind) => data.getAll('kinds').includes(kind))
    const missing = missingOf({
      partner: partner.success,
      from,
      until,
      chosen: chosen.length,
      how: data.get('givenHow'),
    })
    if (missing.length > 0 || !partner.success || from === null || until === null) return setProblems(missing)
    const answer = await attempt(() =>
      trpc.sharing.recordRelease.mutate({
        releaseId: id,
        patientId,
        partnerId: partner.data,
        kinds: chosen,
        sensitive: sensitiveSubjects.filter((subject) => data.getAll('sensitive').includes(subject)),
        from,
        until,
        givenHow: String(data.get('givenHow')),
      }),
    )
    if (!answer.ok) return setProblems([problemOf(answer.refusal)])
    setProblems([])
    setRound(round + 1)
    setId(releaseId.parse(crypto.randomUUID()))
    sayToast({ level: 'done', title: 'Release recorded' })
    router.refresh()
  }
  return { problems, send, round }
}

interface Filled {
  readonly partner: boolean
  readonly from: CalendarDate | null
  readonly until: CalendarDate | null
  readonly chosen: number
  readonly how: unknown
}

function missingOf({ partner, from, until, chosen, how }: Filled): FormProblem[] {
  return [
    ...(partner ? [] : [{ field: 'partnerId', sentence: 'Choose whom the form names.' }]),
    ...(chosen > 0 ? [] : [{ field: 'kinds', sentence: 'Tick what the form names.' }]),
    ...(from === null ? [{ field: 'from', sentence: 'Enter the day it begins.' }] : []),
    ...(until === null ? [{ field: 'until', sentence: 'Enter the last day on the form.' }] : []),
    ...(String(how ?? '').trim().length >= 3 ? [] : [{ field: 'givenHow', sentence: 'Say how it was given.' }]),
  ]
}

function problemOf({ field, sentence }: { readonly field?: string; readonly sentence: string }): FormProblem {
  return { sentence, ...(field === undefined ? {} : { field }) }
}
