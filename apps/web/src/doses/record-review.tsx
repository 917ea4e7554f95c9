'use client'
import type { PatientId } from '@holdspace/kit/ids'
import type { ReviewRule } from '@holdspace/protocols/reviews'
import { useState } from 'react'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'
import { SayWhy } from './say-why.tsx'

/** A review that fell due was done: what was found, under the name of whoever did it. */
export function RecordReview({ patientId, rule }: { readonly patientId: PatientId; readonly rule: ReviewRule }) {
  const trpc = useTRPCClient()
  const [id] = useState(() => newEntryId(Date.now()))
  return (
    <SayWhy
      open="Record the review"
      title={`Review: ${rule.title.toLowerCase()}`}
      lede={rule.ask}
      label="What was found"
      verb="Record the review"
      act={(finding) => trpc.doseHistory.recordReview.mutate({ id, patientId, ruleId: rule.id, finding })}
    />
  )
}
