'use client'
import type { GateLine } from '@holdspace/clinic/gates/gate-lines'
import { ruleOfLine } from '@holdspace/record/past-gate'
import { Button } from '@holdspace/ui/button'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'
import { useRoom } from '../room-context.tsx'

/** Fewer words than this explain nothing to whoever reads the record. */
const shortestReason = 3

/**
 * Lines of the gate that the protocol lets this person go past, each with its own reason. Going past is an entry of the
 * record under their name; nobody else is offered it, and most lines offer it to nobody (RULINGS 2).
 */
export function PastGate({ unmet }: { readonly unmet: readonly GateLine[] }) {
  const { actor } = useRoom()
  const open = unmet.filter((line) => line.overrideBy.some((role) => role === actor.role))
  if (open.length === 0) return null
  return (
    <div className="flex flex-col gap-3">
      {open.map((line) => (
        <GoPast key={line.id} line={line} />
      ))}
    </div>
  )
}

function GoPast({ line }: { readonly line: GateLine }) {
  const { chart } = useRoom()
  const [reason, setReason] = useState('')
  const goPast = () =>
    chart('decision-recorded', { about: { ruleId: ruleOfLine(line.id) }, decision: 'explain', reason })
  return (
    <details className="rounded-control border border-line px-4 py-2">
      <summary className="min-h-11 cursor-pointer content-center font-strong">Go past: {line.sentence}</summary>
      <div className="flex flex-col gap-3 pb-2">
        <TextField
          name={`past-${line.id}`}
          label="Reason (prints on the record under your name)"
          rows={2}
          value={reason}
          onChange={setReason}
        />
        <Button
          variant="danger"
          size="room"
          isDisabled={reason.trim().length < shortestReason}
          onPress={() => void goPast()}
        >
          Go past this line
        </Button>
      </div>
    </details>
  )
}
