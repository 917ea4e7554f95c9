'use client'
import type { PlanDraft } from '@holdspace/clinic/plan/plan-content'
import { boundWords, measuredWords, unitsInWords } from '@holdspace/protocols/limits'
import type { Comparison } from '@holdspace/protocols/monitor-plan'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { Button } from '@holdspace/ui/button'
import { NumberField } from '@holdspace/ui/number-field'
import { Select } from '@holdspace/ui/select'
import { TextField } from '@holdspace/ui/text-field'
import { useState } from 'react'

export type LimitDraft = PlanDraft['patientLimits'][number]

export interface PatientLimitsProps {
  readonly protocol: ProtocolVersion
  readonly limits: readonly LimitDraft[]
  readonly onChange: (limits: readonly LimitDraft[]) => void
  /** A prescriber's alone (RULINGS 5). */
  readonly maySet: boolean
}

/** Limits moved for this one patient, with a reason: a slow pulse on a beta-blocker, altitude. Only where the protocol lets them. */
export function PatientLimits({ protocol, limits, onChange, maySet }: PatientLimitsProps) {
  const adjustable = protocol.rules
    .filter((rule) => protocol.patientLimits.ladders.includes(rule.ladder))
    .flatMap((rule) => rule.any.map(({ item, op, value }) => ({ ruleId: rule.id, item, op, value, words: rule.words })))
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="font-strong">Limits of this patient</legend>
      {limits.length === 0 ? <p className="text-muted">As the protocol says.</p> : null}
      {limits.map((limit) => (
        <p key={`${limit.ruleId} ${limit.item}`} className="flex flex-wrap items-baseline justify-between gap-2">
          <span>
            {measuredWords(limit.item, limit.value)} (limit {limit.ruleId}): {limit.reason}
          </span>
          {maySet ? (
            <Button size="compact" variant="quiet" onPress={() => onChange(limits.filter((one) => one !== limit))}>
              Take away
            </Button>
          ) : null}
        </p>
      ))}
      {maySet && adjustable.length > 0 ? (
        <AddLimit adjustable={adjustable} onAdd={(limit) => onChange([...limits, limit])} />
      ) : null}
      {maySet ? null : <p className="text-muted">A prescriber sets these.</p>}
    </fieldset>
  )
}

interface Adjustable extends Pick<LimitDraft, 'ruleId' | 'item'> {
  readonly op: Comparison['op']
  readonly value: number
  readonly words: string
}

function AddLimit({
  adjustable,
  onAdd,
}: {
  readonly adjustable: readonly Adjustable[]
  readonly onAdd: (limit: LimitDraft) => void
}) {
  const [isOpen, setOpen] = useState(false)
  const [key, setKey] = useState<string | null>(null)
  const [value, setValue] = useState(Number.NaN)
  const [reason, setReason] = useState('')
  const keyOf = (one: Adjustable) => `${one.ruleId} ${one.item}`
  const chosen = adjustable.find((one) => keyOf(one) === key)
  if (!isOpen) {
    return (
      <div>
        <Button size="compact" onPress={() => setOpen(true)}>
          Set a limit for this patient
        </Button>
      </div>
    )
  }
  const isReady = chosen !== undefined && Number.isInteger(value) && reason.trim().length >= 3
  const add = () => {
    if (chosen === undefined) return
    onAdd({ ruleId: chosen.ruleId, item: chosen.item, value, reason: reason.trim() })
    setOpen(false)
    setKey(null)
    setReason('')
  }
  return (
    <div className="flex flex-col gap-3 rounded-card border border-line p-3">
      <Select
        name="limit"
        label="Which limit"
        choices={adjustable.map((one) => ({
          value: keyOf(one),
          label: `${boundWords({ ...one, bound: one.value })} (limit ${one.ruleId})`,
          note: one.words,
        }))}
        value={key}
        onChange={setKey}
      />
      <NumberField
        name="limitValue"
        label="For this patient"
        unit={chosen === undefined ? '' : unitsInWords[chosen.item].trim()}
        onChange={setValue}
      />
      <TextField name="limitReason" label="Reason" value={reason} onChange={setReason} />
      <div className="flex gap-3">
        <Button onPress={() => setOpen(false)}>Cancel</Button>
        <Button isDisabled={!isReady} onPress={add}>
          Set this limit
        </Button>
      </div>
    </div>
  )
}
