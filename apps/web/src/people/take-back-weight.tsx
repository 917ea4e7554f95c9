'use client'
import type { PatientId } from '@holdspace/kit/ids'
import { useState } from 'react'
import { SayWhy } from '../doses/say-why.tsx'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'

/** A weight entered in error: it stays readable and carries no dose. */
export function TakeBackWeight({ patientId, weightId }: { readonly patientId: PatientId; readonly weightId: string }) {
  const trpc = useTRPCClient()
  const [id] = useState(() => newEntryId(Date.now()))
  return (
    <SayWhy
      open="Take back"
      title="Take back this weight"
      label="Why it was wrong"
      verb="Take it back"
      act={(reason) => trpc.people.takeBackWeight.mutate({ id, patientId, weightId, reason })}
    />
  )
}
