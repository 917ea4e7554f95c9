'use client'
import { Panel } from '@holdspace/ui/panel'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc.tsx'
import { NextDosePart } from './next-dose.tsx'

/** The same beside a form in the session room, asked for when it is opened; nothing where there is no plan or no answer. */
export function NextDoseBeside({ patientId }: { readonly patientId: string }) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.plan.nextDose.queryOptions({ patientId }))
  if (data === undefined || data === null) return null
  return (
    <Panel title="Before the next dose" flush>
      <NextDosePart nextDose={data} />
    </Panel>
  )
}
