'use client'
import { consentRef } from '@holdspace/clinic/consent/consent-ref'
import { releaseKinds, releaseKindWords } from '@holdspace/clinic/sharing/release-parts'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { plusPeriod } from '@holdspace/kit/calendar-date'
import { Checkbox } from '@holdspace/ui/checkbox'
import { DateFields, partsOfDate } from '@holdspace/ui/date-fields'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { sensitiveSubjects, sensitiveWords } from '../sharing/words.ts'
import { handOverAddress } from './state-words.ts'

type Recipients = Answers['consent']['ofPatient']['recipients']

export interface PrepareReleaseProps {
  readonly patientId: string
  readonly today: CalendarDate
  readonly recipients: Recipients
}

/** Chosen with the patient before they read: who may see what, and until when. It then stands in the text they sign. */
export function PrepareRelease({ patientId, today, recipients }: PrepareReleaseProps) {
  const router = useRouter()
  const [recipient, setRecipient] = useState<string | null>(null)
  const [until, setUntil] = useState<CalendarDate | null>(plusPeriod(today, 'P6M'))
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const isPartner = recipients.partners.some(({ id }) => id === recipient)
  const send = (data: FormData) => {
    const chosen = releaseKinds.filter((kind) => data.getAll('kinds').includes(kind))
    const missing: FormProblem[] = [
      ...(recipient === null ? [{ field: 'recipient', sentence: 'Choose who may see the record.' }] : []),
      ...(isPartner && chosen.length === 0 ? [{ field: 'kinds', sentence: 'Tick what they may see.' }] : []),
      ...(until === null ? [{ field: 'until', sentence: 'Enter the last day.' }] : []),
    ]
    if (missing.length > 0 || recipient === null || until === null) return setProblems(missing)
    const sensitive = sensitiveSubjects.filter((subject) => data.getAll('sensitive').includes(subject))
    const parts = {
      recipientId: recipient,
      from: today,
      until,
      kinds: isPartner ? chosen : [],
      sensitive: isPartner ? sensitive : [],
    }
    router.push(
      handOverAddress(patientId, consentRef(isPartner ? 'release-to-partner' : 'release-to-therapist', parts)),
    )
  }
  const problemAt = (field: string) => {
    const problem = problems.find((one) => one.field === field)?.sentence
    return problem === undefined ? {} : { problem }
  }
  return (
    <Form onSubmit={send} problems={problems} aria-label="Prepare a release" className="max-w-xl">
      <Select
        name="recipient"
        label="Who may see the record"
        value={recipient}
        onChange={setRecipient}
        choices={[
          ...recipients.therapists.map(({ id, name }) => ({ value: id, label: name, note: 'Outside therapist' })),
          ...recipients.partners.map(({ id, name }) => ({ value: id, label: name, note: 'Partner system' })),
        ]}
      />
      {isPartner ? <PartsOfRecord {...problemAt('kinds')} /> : null}
      <DateFields
        name="until"
        label="Until, the last day included"
        defaultValue={partsOfDate(plusPeriod(today, 'P6M'))}
        onChange={(_, date) => setUntil(date)}
        {...problemAt('until')}
      />
      <div>
        <SubmitButton variant="secondary">Go on to the form</SubmitButton>
      </div>
    </Form>
  )
}

/** A partner reads parts of the record; a therapist works with the care team and sees what is shared with it. */
function PartsOfRecord({ problem }: { readonly problem?: string }) {
  return (
    <>
      <fieldset className="flex flex-col gap-2">
        <legend className="font-strong">What they may see</legend>
        {releaseKinds.map((kind) => (
          <Checkbox
            key={kind}
            name="kinds"
            value={kind}
            {...(kind === releaseKinds[0] && problem !== undefined ? { problem } : {})}
          >
            {releaseKindWords[kind]}
          </Checkbox>
        ))}
      </fieldset>
      <fieldset className="flex flex-col gap-2">
        <legend className="font-strong">Sensitive subjects that are included</legend>
        {sensitiveSubjects.map((subject) => (
          <Checkbox key={subject} name="sensitive" value={subject}>
            {sensitiveWords[subject]}
          </Checkbox>
        ))}
      </fieldset>
    </>
  )
}
