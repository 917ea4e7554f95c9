'use client'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Panel } from '@holdspace/ui/panel'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { problemsOf } from './problems-of.ts'
import { type DecisionLine, moment, outcomeWords, trackWords } from './words.ts'

interface DecisionListProps {
  readonly patientId: string
  readonly zone: string
  readonly decisions: readonly DecisionLine[]
  readonly mayOverride: boolean
}

/** Every decision, newest first; the newest of a treatment counts, the others stay readable. */
export function DecisionList({ patientId, zone, decisions, mayOverride }: DecisionListProps) {
  const [asked, setAsked] = useState<{
    readonly decisionId: string
    readonly rule: string
    readonly title: string
  } | null>(null)
  const counts = new Set(['kap', 'infusion'].map((track) => decisions.find((one) => one.track === track)?.decisionId))
  return (
    <Panel title="Decisions" flush>
      {decisions.length === 0 ? (
        <p className="p-4 text-muted">No prescriber has decided yet. The session gate stays closed until then.</p>
      ) : (
        <ul className="divide-y divide-line">
          {decisions.map((one) => (
            <li key={one.decisionId} className="px-4 py-3">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <span className="text-lead font-strong">{outcomeWords[one.outcome]}</span>
                <span>{trackWords[one.track]}</span>
                <Badge look={counts.has(one.decisionId) ? 'accent' : 'plain'}>
                  {counts.has(one.decisionId) ? 'Counts' : 'Overtaken'}
                </Badge>
              </p>
              <p className="mt-1 [overflow-wrap:anywhere]">{one.reason}</p>
              <p className="mt-1 text-muted">
                {one.decidedByName}, {moment(one.decidedAt, zone)}
              </p>
              {one.overrides.map((past) => (
                <p key={past.rule} className="mt-1">
                  Second signature, {past.byName}, {moment(past.at, zone)}: {past.reason}
                </p>
              ))}
              {counts.has(one.decisionId)
                ? one.owed.map((stop) => (
                    <p key={stop.rule} className="mt-2 flex flex-wrap items-center gap-3">
                      <Badge look="draft">Second signature owed: {stop.title}</Badge>
                      {mayOverride ? (
                        <Button size="compact" onPress={() => setAsked({ decisionId: one.decisionId, ...stop })}>
                          Answer for it …
                        </Button>
                      ) : null}
                    </p>
                  ))
                : null}
            </li>
          ))}
        </ul>
      )}
      <Override patientId={patientId} asked={asked} onClose={() => setAsked(null)} />
    </Panel>
  )
}

interface OverrideProps {
  readonly patientId: string
  readonly asked: { readonly decisionId: string; readonly rule: string; readonly title: string } | null
  readonly onClose: () => void
}

function Override({ patientId, asked, onClose }: OverrideProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    if (asked === null) return
    const { decisionId, rule } = asked
    const reason = String(data.get('reason') ?? '')
    const input = { id: crypto.randomUUID(), patientId, decisionId, rule, reason }
    const answer = await attempt(() => trpc.screening.override.mutate(input))
    if (!answer.ok) return setProblems(problemsOf(answer.refusal))
    setProblems([])
    onClose()
    sayToast({ level: 'done', title: 'Signed as second person', detail: asked.title })
    router.refresh()
  }
  return (
    <Dialog title={asked === null ? '' : `Answer for: ${asked.title}`} isOpen={asked !== null} onClose={onClose}>
      <Form onSubmit={send} problems={problems} aria-label="Answer for a hard stop">
        <p>
          You answer by name, beside the prescriber who decided, for going past this hard stop. It prints on the record.
        </p>
        <TextField name="reason" label="Reason" rows={3} />
        <div className="flex gap-3">
          <Button onPress={onClose}>Do not sign</Button>
          <SubmitButton variant="danger" sendingWords="Signing …">
            Sign as second person
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  )
}
