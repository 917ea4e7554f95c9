'use client'
import type { FactKind, StatusOnChart } from '@holdspace/clinic/chart/fact-kinds'
import type { PatientId } from '@holdspace/kit/ids'
import { Button } from '@holdspace/ui/button'
import { Dialog } from '@holdspace/ui/dialog'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { attempt } from '../refusal-of.ts'
import { newEntryId } from '../session-room/new-entry-id.ts'
import { useTRPCClient } from '../trpc.tsx'

export interface ReviewListProps {
  readonly patientId: PatientId
  readonly kind: FactKind
  /** What is on the screen and is signed for. */
  readonly lines: readonly { readonly id: string; readonly status: StatusOnChart }[]
  /** No active allergy stands: it may be said that none are known. */
  readonly noneActive: boolean
}

const says = {
  none: {
    open: 'No known allergies …',
    title: 'No known allergies',
    lede: 'You asked about medicines, food, latex and everything else, and the answer was no. The banner will say so, under your name.',
    verb: 'Record that none are known',
  },
  allergy: {
    open: 'Mark as reviewed …',
    title: 'Allergies reviewed',
    lede: 'You went through the allergies, and they stand as listed here.',
    verb: 'Put my name to it',
  },
  problem: {
    open: 'Mark as reviewed …',
    title: 'Problems reviewed',
    lede: 'You went through the problems, and they stand as listed here.',
    verb: 'Put my name to it',
  },
  medicine: {
    open: 'Mark as reviewed …',
    title: 'Medicines reviewed',
    lede: 'You went through everything that is taken, also without a prescription, and it stands as listed here.',
    verb: 'Put my name to it',
  },
} as const

/** Somebody who went through a list with the person puts their name and today to it. */
export function ReviewList({ patientId, kind, lines, noneActive }: ReviewListProps) {
  const trpc = useTRPCClient()
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [id, setId] = useState(() => newEntryId(Date.now()))
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const { open, title, lede, verb } = says[noneActive ? 'none' : kind]
  const send = async () => {
    const seen = lines.map((one) => ({ ...one }))
    const review = { id, patientId, list: kind, says: noneActive ? 'none-known' : 'as-listed', seen } as const
    const answer = await attempt(() => trpc.people.reviewList.mutate(review))
    if (!answer.ok) return setProblems([{ sentence: answer.refusal.sentence }])
    setId(newEntryId(Date.now()))
    setOpen(false)
    router.refresh()
  }
  return (
    <>
      <Button size="compact" variant="quiet" onPress={() => setOpen(true)}>
        {open}
      </Button>
      <Dialog title={title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p className="mb-4">{lede}</p>
        <Form onSubmit={send} problems={problems} aria-label={title}>
          <SubmitButton sendingWords="Being kept …">{verb}</SubmitButton>
        </Form>
      </Dialog>
    </>
  )
}
