'use client'
import { type CareTeamPart, careTeamParts, partWords } from '@holdspace/clinic/care-team/parts'
import { Button } from '@holdspace/ui/button'
import { DateFields, type DateParts, dateFromParts, noDate, partsOfDate } from '@holdspace/ui/date-fields'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { problemIn } from '../plan/problem-in.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

export interface AddToTeamProps {
  readonly patientId: string
  readonly team: Answers['team']['read']
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Somebody joins the team: as what, from when, why. An outside therapist needs the patient's release to them. */
export function AddToTeam({ patientId, team, isOpen, onClose }: AddToTeamProps) {
  const adding = useAdding({ patientId, team, onClose })
  const { part, setPart, problems, send } = adding
  const people = team.candidates.filter((one) => part !== null && one.parts.includes(part))
  return (
    <Dialog title="Add somebody to the care team" isOpen={isOpen} onClose={onClose}>
      <Form onSubmit={send} problems={problems} aria-label="Add somebody to the care team">
        <Select
          name="part"
          label="As"
          choices={careTeamParts.map((one) => ({ value: one, label: partWords[one] }))}
          onChange={(chosen) => setPart(careTeamParts.find((one) => one === chosen) ?? null)}
        />
        <Select
          key={part}
          name="membershipId"
          label="Who"
          isDisabled={part === null}
          placeholder={part === null ? 'Choose as what first' : 'Choose one'}
          choices={people.map((one) => ({ value: one.membershipId, label: one.name }))}
        />
        {part === 'outside-therapist' ? (
          <TextField
            name="release"
            label="How the patient released information to them"
            hint="Needed only where the release was not signed here: for example, signed on paper, in the folder."
            optional
          />
        ) : null}
        <DateFields name="startsOn" label="From" defaultValue={adding.from} onChange={adding.setFrom} />
        <DateFields name="until" label="Last day" optional defaultValue={adding.until} onChange={adding.setUntil} />
        <TextField name="reason" label="Why" hint="For example: named at the first visit." />
        <div className="flex gap-3">
          <Button onPress={onClose}>Cancel</Button>
          <SubmitButton sendingWords="Adding …">Add to the team</SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}

function useAdding({ patientId, team, onClose }: Pick<AddToTeamProps, 'patientId' | 'team' | 'onClose'>) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [periodId, setPeriodId] = useState(() => crypto.randomUUID())
  const [part, setPart] = useState<CareTeamPart | null>(null)
  const [from, setFrom] = useState<DateParts>(partsOfDate(team.today))
  const [until, setUntil] = useState<DateParts>(noDate)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const membershipId = String(data.get('membershipId') ?? '')
    const reason = String(data.get('reason') ?? '').trim()
    const release = String(data.get('release') ?? '').trim()
    const startsOn = dateFromParts(from)
    const isOpenEnded = Object.values(until).every((text) => text === '')
    const lastDay = dateFromParts(until)
    const missing = [
      ...(part === null ? [{ field: 'part', sentence: 'Choose as what they join.' }] : []),
      ...(membershipId === '' ? [{ field: 'membershipId', sentence: 'Choose who joins.' }] : []),
      ...(startsOn === null ? [{ field: 'startsOn', sentence: 'Enter the first day.' }] : []),
      ...(!isOpenEnded && lastDay === null ? [{ field: 'until', sentence: 'This day does not exist.' }] : []),
      ...(reason.length < 3 ? [{ field: 'reason', sentence: 'Say in a few words why.' }] : []),
    ]
    if (missing.length > 0 || part === null || startsOn === null) return setProblems(missing)
    const joining = { periodId, patientId, membershipId, part, startsOn, until: isOpenEnded ? null : lastDay, reason }
    const answer = await attempt(() => trpc.team.add.mutate({ ...joining, release: release === '' ? null : release }))
    if (!answer.ok) return setProblems([problemIn(answer.refusal)])
    setProblems([])
    setPeriodId(crypto.randomUUID())
    onClose()
    sayToast({ level: 'done', title: 'Added to the care team' })
    router.refresh()
  }
  return { part, setPart, from, setFrom, until, setUntil, problems, send }
}
