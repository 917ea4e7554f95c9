'use client'
import { useCallback, useEffect, useState } from 'react'
import type { Answers } from '../outputs.ts'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'
import { HandoffPanel } from './handoff-panel.tsx'

/** The handoffs about this person inside the session room: what nobody acknowledged stands first. */
export function HandoffsInRoom({ patientId, sessionId }: { readonly patientId: string; readonly sessionId: string }) {
  const trpc = useTRPCClient()
  const [view, setView] = useState<Answers['handoff']['read'] | null>(null)
  const ask = useCallback(async () => {
    const answer = await attempt(() => trpc.handoff.read.query({ patientId }))
    if (answer.ok) setView(answer.value)
  }, [trpc, patientId])
  useEffect(() => {
    void ask()
  }, [ask])
  if (view === null) return null
  return (
    <HandoffPanel patientId={patientId} view={view} sessionId={sessionId} atFirst={1} onChanged={() => void ask()} />
  )
}
