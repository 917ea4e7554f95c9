'use client'
import { useEffect, useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

type Planned = NonNullable<Answers['plan']['forRoom']['planned']>

/**
 * What the patient brought and what they allow, as it was signed: intention, touch, recording. Where nothing is signed the
 * card says so, for then nothing is allowed (CONSENT.md section 5: missing is shown as refused).
 */
export function PlanInRoom({ patientId }: { readonly patientId: string }) {
  const planned = usePlanned(patientId)
  if (planned === undefined) return null
  return (
    <section aria-label="Intention and permissions" className="rounded-card border border-line bg-surface p-4">
      {planned === null ? (
        <p>
          No plan is signed by everybody yet. <span className="font-strong">Touch and recording count as refused.</span>
        </p>
      ) : (
        <Permissions planned={planned} />
      )}
    </section>
  )
}

function Permissions({ planned }: { readonly planned: Planned }) {
  const lines = [
    ['Touch', planned.touch],
    ['Recording', planned.recording],
    ['Eye shades', planned.eyeShades],
    ['Music', planned.music],
    ['Support person', planned.support],
  ] as const
  return (
    <>
      {planned.intention === '' ? null : (
        <p className="text-lead whitespace-pre-line [overflow-wrap:anywhere]">“{planned.intention}”</p>
      )}
      <dl className="mt-3 grid gap-x-6 gap-y-2 sm:grid-cols-[8rem_minmax(0,1fr)]">
        {lines
          .filter(([, words]) => words !== '')
          .map(([title, words]) => (
            <div key={title} className="contents">
              <dt className="text-muted">{title}</dt>
              <dd className="font-strong [overflow-wrap:anywhere]">{words}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}

/** Undefined while it is asked for; without an answer the room shows nothing rather than something old. */
function usePlanned(patientId: string): Planned | null | undefined {
  const trpc = useTRPCClient()
  const [planned, setPlanned] = useState<Planned | null | undefined>(undefined)
  useEffect(() => {
    let isGone = false
    void attempt(() => trpc.plan.forRoom.query({ patientId })).then((answer) => {
      if (!isGone && answer.ok) setPlanned(answer.value.planned)
    })
    return () => {
      isGone = true
    }
  }, [trpc, patientId])
  return planned
}
