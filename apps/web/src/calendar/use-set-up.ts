'use client'
import { useRouter } from 'next/navigation'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

type SetUp = Parameters<ReturnType<typeof useTRPCClient>['appointment']['setUp']['mutate']>[0]

/** Sends one change of the calendar’s set-up; answers what is wrong with it, or null once it holds. */
export function useSetUp() {
  const trpc = useTRPCClient()
  const router = useRouter()
  return async (change: SetUp) => {
    const answer = await attempt(() => trpc.appointment.setUp.mutate(change))
    if (!answer.ok) {
      const { field, sentence } = answer.refusal
      return { sentence, ...(field === undefined ? {} : { field }) }
    }
    router.refresh()
    return null
  }
}
