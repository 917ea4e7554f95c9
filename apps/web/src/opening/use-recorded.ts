'use client'
import { nothingRecorded, type RecordedStandings } from '@holdspace/clinic/gates/gate-facts'
import type { PatientId } from '@holdspace/kit/ids'
import { useEffect, useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

export interface RecordedAsked {
  readonly patientId: PatientId
  readonly protocolId: string
  readonly protocolVersion: string
}

/**
 * How everything stands that is kept of this person for this protocol, asked again whenever `round` changes. As long as
 * nobody answers, what was known last stays: a gate is never opened by a lost connection, only the server opens it.
 */
export function useRecorded(
  asked: RecordedAsked | null,
  first: RecordedStandings = nothingRecorded,
  round = 0,
): RecordedStandings {
  const trpc = useTRPCClient()
  const [recorded, setRecorded] = useState(first)
  const { patientId, protocolId, protocolVersion } = asked ?? {}
  useEffect(() => {
    if (patientId === undefined || protocolId === undefined || protocolVersion === undefined) return
    let isGone = false
    void attempt(() => trpc.session.gate.query({ patientId, protocolId, protocolVersion })).then((answer) => {
      if (answer.ok && !isGone) setRecorded(answer.value)
    })
    return () => {
      isGone = true
    }
  }, [trpc, patientId, protocolId, protocolVersion, round])
  return recorded
}
