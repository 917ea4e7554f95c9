'use client'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { useTRPCClient } from '../trpc.tsx'

const endings = [
  { value: 'completed', label: 'The course is complete' },
  { value: 'stopped', label: 'It is stopped' },
  { value: 'replaced', label: 'Another plan takes its place' },
] as const

/** The prescriber ends the plan: no dose follows from it any more. */
export function EndPlan({ planId }: { readonly planId: string }) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const send = async (data: FormData) => {
    const ending = endings.find((one) => one.value === data.get('ending'))?.value
    const words = String(data.get('words') ?? '').trim()
    if (ending === undefined) return setProblems([{ field: 'ending', sentence: 'Choose how it ends.' }])
    if (words.length < 3) return setProblems([{ field: 'words', sentence: 'Say in a few words why.' }])
    const answer = await attempt(() => trpc.plan.end.mutate({ planId, ending, words }))
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    setOpen(false)
    sayToast({ level: 'done', title: 'Plan ended' })
    router.refresh()
  }
  return (
    <div>
      <Button size="compact" variant="quiet" onPress={() => setOpen(true)}>
        End the plan
      </Button>
      <Dialog title="End the plan?" isOpen={isOpen} onClose={() => setOpen(false)}>
        <Form onSubmit={send} problems={problems} aria-label="End the plan">
          <RadioGroup name="ending" label="How it ends" choices={endings} />
          <TextField name="words" label="Why" />
          <div className="flex gap-3">
            <Button onPress={() => setOpen(false)}>Keep it</Button>
            <SubmitButton variant="danger" sendingWords="Ending …">
              End the plan
            </SubmitButton>
          </div>
        </Form>
      </Dialog>
    </div>
  )
}
