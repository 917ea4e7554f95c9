'use client'
import { Button } from '@holdspace/ui/button'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

export function SetUpCalendar() {
  const trpc = useTRPCClient()
  const router = useRouter()
  const setUp = async () => {
    const done = await attempt(() => trpc.appointment.setUp.mutate({ change: 'first-types' }))
    if (!done.ok) sayToast({ level: 'high', title: 'Not set up', detail: done.refusal.sentence })
    router.refresh()
  }
  return (
    <Button variant="primary" onPress={setUp}>
      Take over the usual kinds
    </Button>
  )
}
