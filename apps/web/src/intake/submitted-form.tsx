'use client'
import { formOf } from '@holdspace/clinic/intake/clinic-forms'
import { isAsked } from '@holdspace/clinic/intake/questions'
import type { PacketId, PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { Skeleton } from '@holdspace/ui/states'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { dateAndTime } from '../people/words.ts'
import { attempt, refusalOf } from '../refusal-of.ts'
import { useTRPC, useTRPCClient } from '../trpc.tsx'
import { AnswerInWords } from './answer-in-words.tsx'

export interface SubmittedFormProps {
  readonly patientId: PatientId
  readonly packetId: PacketId
  readonly itemId: string
  readonly zone: string
}

type View = Answers['intake']['submittedForm']
type Proposal = View['proposals'][number]

/** A form as the patient sent it, and what of it may go into the chart: each part by itself, never silently. */
export function SubmittedForm({ patientId, packetId, itemId, zone }: SubmittedFormProps) {
  const trpc = useTRPC()
  const asked = useQuery(trpc.intake.submittedForm.queryOptions({ patientId, packetId, itemId }))
  if (asked.isError) return <Notice level="high" title={refusalOf(asked.error).sentence} />
  if (asked.data === undefined) return <Skeleton label="The form is on its way" />
  const form = formOf(asked.data.item)
  if (form === null) return <Notice level="high" title="This form is no longer known." />
  const answers = new Map(asked.data.answers.map(({ questionId, value }) => [questionId, value]))
  return (
    <div className="flex flex-col gap-5">
      <p className="text-muted">As the patient sent it on {dateAndTime(asked.data.submittedAt, zone)}.</p>
      {asked.data.proposals.length === 0 ? null : (
        <section className="flex flex-col gap-2">
          <h3 className="text-lead">For the chart</h3>
          <ul aria-label="For the chart" className="flex flex-col divide-y divide-line border-line border-y">
            {asked.data.proposals.map((proposal) => (
              <ProposalEntry
                key={`${proposal.answerId} ${proposal.part}`}
                proposal={proposal}
                where={{ patientId, packetId, itemId }}
                zone={zone}
                onDecided={() => void asked.refetch()}
              />
            ))}
          </ul>
        </section>
      )}
      {form.pages.map((page) => (
        <section key={page.id}>
          <h3 className="text-lead">{page.title.en}</h3>
          <dl className="divide-y divide-line border-line border-y">
            {page.questions
              .filter((question) => isAsked(question, answers))
              .map((question) => (
                <div key={question.id} className="grid gap-x-6 py-2 sm:grid-cols-2">
                  <dt className="text-muted">{question.words.en}</dt>
                  <dd className="font-strong [overflow-wrap:anywhere]">
                    <AnswerInWords question={question} value={answers.get(question.id)} language="en" />
                    {question.kind === 'weight' || question.kind === 'height' ? <Told /> : null}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** A told weight opens no dose, and nobody reading here should think it does (RULINGS 5). */
function Told() {
  return <span className="block font-regular text-muted">Told, not measured: no dose rests on it.</span>
}

interface ProposalEntryProps {
  readonly proposal: Proposal
  readonly where: Pick<SubmittedFormProps, 'patientId' | 'packetId' | 'itemId'>
  readonly zone: string
  readonly onDecided: () => void
}

function ProposalEntry({ proposal, where, zone, onDecided }: ProposalEntryProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problem, setProblem] = useState<string | null>(null)
  const { answerId, part, label, now, told, same, decided, may } = proposal
  const decide = async (decision: 'taken' | 'left-out') => {
    const input = { ...where, answerId, part, decision, seenNow: now }
    const answer = await attempt(() => trpc.intake.takeOver.mutate(input))
    setProblem(answer.ok ? null : answer.refusal.sentence)
    onDecided()
    router.refresh()
  }
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="text-muted">{label}</p>
        <p className="font-strong [overflow-wrap:anywhere]">{told}</p>
        <p className="text-muted [overflow-wrap:anywhere]">On the chart: {now ?? 'nothing'}</p>
        {problem === null ? null : (
          <p role="alert" className="font-strong text-high">
            {problem}
          </p>
        )}
      </div>
      {decided !== null ? (
        <p className="text-muted">
          {decided.decision === 'taken' ? 'Taken into the chart' : 'Left out'} by {decided.byName},{' '}
          {dateAndTime(decided.at, zone)}
        </p>
      ) : same ? (
        <p className="text-muted">The chart says the same</p>
      ) : may.allowed ? (
        <span className="flex gap-2">
          <Button
            size="compact"
            aria-label={`Take into the chart: ${label}, ${told}`}
            onPress={() => void decide('taken')}
          >
            Take into the chart
          </Button>
          <Button
            size="compact"
            variant="quiet"
            aria-label={`Leave out: ${label}, ${told}`}
            onPress={() => void decide('left-out')}
          >
            Leave out
          </Button>
        </span>
      ) : (
        <p className="max-w-60 text-muted">{may.why}</p>
      )}
    </li>
  )
}
