'use client'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

/** The notice was given and nobody signed for it: why, in a few words, settles it. Care never depends on it. */
export function RefusedNotice({ patientId }: { readonly patientId: string }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [id] = useState(() => crypto.randomUUID())
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const reason = String(data.get('reason') ?? '').trim()
    if (reason.length < 3) return setProblems([{ field: 'reason', sentence: 'Say why, in a few words.' }])
    const refused = { id, patientId: patientId as PatientId, reason }
    const answer = await attempt(() => trpc.consent.refusedNotice.mutate(refused))
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    setOpen(false)
    sayToast({ level: 'done', title: 'Recorded', detail: 'The notice counts as given.' })
    router.refresh()
  }
  return (
    <>
      <Button size="compact" onPress={() => setOpen(true)}>
        Would not sign …
      </Button>
      <Dialog title="The notice was given and not signed for" isOpen={isOpen} onClose={() => setOpen(false)}>
        <Form onSubmit={send} problems={problems} aria-label="Notice not acknowledged">
          <p>They have the notice, and were asked to sign that they received it. Nothing depends on the signature.</p>
          <TextField name="reason" label="Why not, as they said it" rows={2} maxLength={500} />
          <div>
            <SubmitButton sendingWords="Recording …">Record it</SubmitButton>
          </div>
        </Form>
      </Dialog>
    </>
  )
}
