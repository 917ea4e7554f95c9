'use client'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { sayToast } from '@holdspace/ui/toast'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

export interface RemindersProps {
  readonly patientId: string
  readonly wanted: boolean
  readonly hasAddress: boolean
  readonly onChanged: () => void
}

/** Whether this person is reminded of visits and forms, as they said it last. */
export function Reminders({ patientId, wanted, hasAddress, onChanged }: RemindersProps) {
  const trpc = useTRPCClient()
  const [isSending, setSending] = useState(false)
  const choose = async () => {
    setSending(true)
    const choice = { id: crypto.randomUUID(), patientId: patientId as PatientId, wants: !wanted }
    const answer = await attempt(() => trpc.appointment.chooseReminders.mutate(choice))
    setSending(false)
    if (!answer.ok) sayToast({ level: 'medium', title: answer.refusal.sentence })
    onChanged()
  }
  return (
    <p className="mt-3 flex flex-wrap items-center justify-between gap-2 border-line border-t pt-3 text-muted">
      <span>{words(wanted, hasAddress)}</span>
      <Button size="compact" variant="quiet" isDisabled={isSending} onPress={() => void choose()}>
        {wanted ? 'Wants no reminders' : 'Wants reminders again'}
      </Button>
    </p>
  )
}

function words(wanted: boolean, hasAddress: boolean): string {
  if (!wanted) return 'No reminders are sent: they want none.'
  return hasAddress
    ? 'Reminders of visits and open forms go by mail; they name no treatment.'
    : 'No address is on file, so no reminders are sent.'
}
