'use client'
import type { PatientId } from '@holdspace/kit/ids'
import { useTRPCClient } from '../trpc.tsx'
import { SayWhy } from './say-why.tsx'

/** A dose elsewhere that was entered in error: it stays readable, struck through, and counts no more. */
export function TakeBackDose({ patientId, id }: { readonly patientId: PatientId; readonly id: string }) {
  const trpc = useTRPCClient()
  return (
    <SayWhy
      open="Take back"
      title="Take back this dose"
      label="Why it was wrong"
      verb="Take it back"
      act={(reason) => trpc.doseHistory.takeBackElsewhere.mutate({ patientId, id, reason })}
    />
  )
}
