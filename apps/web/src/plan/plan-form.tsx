'use client'
import type { PlanContent } from '@holdspace/clinic/plan/plan-content'
import { plusPeriod } from '@holdspace/kit/calendar-date'
import type { Refusal } from '@holdspace/kit/refusal'
import { DateFields, type DateParts, dateFromParts, partsOfDate } from '@holdspace/ui/date-fields'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Select } from '@holdspace/ui/select'
import { EmptyState } from '@holdspace/ui/states'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { RefusedWithDetails } from '../protocols/refused-with-details.tsx'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { BoundaryFields } from './boundary-fields.tsx'
import { CourseFields } from './course-fields.tsx'
import { type LimitDraft, PatientLimits } from './patient-limits.tsx'
import { draftFrom } from './plan-draft.ts'
import { problemIn } from './problem-in.ts'

type View = Answers['plan']['read']

export interface PlanFormProps {
  readonly patientId: string
  readonly view: View
  /** What the form begins with: the newest version where there is one. */
  readonly before: PlanContent | null
  readonly onDone: () => void
}

/** The plan as it is proposed: chosen within a protocol, for one person. Everybody who signs reads every line of it. */
export function PlanForm({ patientId, view, before, onDone }: PlanFormProps) {
  const form = useProposing({ patientId, view, before, onDone })
  const { protocol, problems, refused } = form
  if (view.choices.protocols.length === 0) {
    return (
      <EmptyState title="No protocol is in use yet">
        The medical director takes a protocol into use first; a plan is made within it.
      </EmptyState>
    )
  }
  return (
    <Form onSubmit={form.send} problems={problems} aria-label="Plan" className="max-w-3xl">
      {refused === null ? null : <RefusedWithDetails refused={refused} />}
      <Select
        name="protocolId"
        label="Protocol"
        choices={view.choices.protocols.map((one) => ({ value: one.id, label: `${one.title} · ${one.version}` }))}
        value={form.protocolId}
        onChange={form.setProtocolId}
      />
      {protocol === null ? null : (
        <>
          <CourseFields key={protocol.id} protocol={protocol} before={before} indications={view.choices.indications} />
          <BoundaryFields before={before} isTherapy={protocol.modality === 'kap'} />
          <TextField
            name="stopRules"
            label="Stop when"
            hint="One reason a line."
            rows={3}
            defaultValue={before?.stopRules.join('\n') ?? ''}
          />
          <PatientLimits
            protocol={protocol}
            limits={form.limits}
            onChange={form.setLimits}
            maySet={view.may.setLimits}
          />
          <DateFields
            name="reviewBy"
            label="To be read again by"
            defaultValue={form.reviewBy}
            onChange={form.setReviewBy}
          />
          {view.plan === null || before === null ? null : (
            <TextField name="whyChanged" label="Why the plan changes" hint="Everybody who signs reads it." />
          )}
          <div>
            <SubmitButton sendingWords="Being proposed …">
              {before === null ? 'Propose the plan' : 'Propose this version'}
            </SubmitButton>
          </div>
          <p className="text-muted">
            {before === null
              ? 'Nothing holds before everybody has signed.'
              : 'The new version needs every signature anew; until then no dose is given by it.'}
          </p>
        </>
      )}
    </Form>
  )
}

function useProposing({ patientId, view, before, onDone }: PlanFormProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [newId] = useState(() => crypto.randomUUID())
  const [protocolId, setProtocolId] = useState<string | null>(before?.protocolId ?? null)
  const [reviewBy, setReviewBy] = useState<DateParts>(partsOfDate(before?.reviewBy ?? plusPeriod(view.today, 'P6M')))
  const [limits, setLimits] = useState<readonly LimitDraft[]>(before?.patientLimits ?? [])
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const [refused, setRefused] = useState<Refusal | null>(null)
  const protocol = view.choices.protocols.find((one) => one.id === protocolId) ?? null
  const send = async (data: FormData) => {
    const day = dateFromParts(reviewBy)
    if (protocol === null) return setProblems([{ field: 'protocolId', sentence: 'Choose a protocol.' }])
    const { indications } = view.choices
    const read = draftFrom(data, { protocol, limits, reviewBy: day, indications, before: before?.indication ?? null })
    setRefused(null)
    setProblems(read.problems)
    if (read.draft === null) return
    const current = before === null ? null : view.plan
    const answer = await attempt(() =>
      trpc.plan.propose.mutate({
        patientId,
        planId: current?.planId ?? newId,
        version: (current?.versions[0].version ?? 0) + 1,
        draft: read.draft,
        whyChanged: String(data.get('whyChanged') ?? ''),
      }),
    )
    if (!answer.ok) {
      setRefused(answer.refusal)
      return setProblems(answer.refusal.field === undefined ? [] : [problemIn(answer.refusal)])
    }
    onDone()
    sayToast({ level: 'done', title: 'Plan proposed', detail: 'It waits for its signatures.' })
    router.refresh()
  }
  return { protocolId, setProtocolId, protocol, reviewBy, setReviewBy, limits, setLimits, problems, refused, send }
}
