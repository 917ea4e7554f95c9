'use client'
import { doseGate } from '@holdspace/clinic/session/dose-gate'
import { type OrderForm as OrderFields, workOutOrder } from '@holdspace/clinic/session/order-dose'
import { mcgPerKg, mcgPerMicrolitre, microlitres, minutes } from '@holdspace/kit/amounts'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { isOverridable } from '@holdspace/protocols/dose-refusals'
import { Checkbox } from '@holdspace/ui/checkbox'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { Form, SubmitButton } from '@holdspace/ui/form'
import { Notice } from '@holdspace/ui/notice'
import { NumberField } from '@holdspace/ui/number-field'
import { RadioGroup } from '@holdspace/ui/radio-group'
import { TextField } from '@holdspace/ui/text-field'
import { sayToast } from '@holdspace/ui/toast'
import { useRef, useState } from 'react'
import { attempt } from '../../refusal-of.ts'
import { useTRPCClient } from '../../trpc.tsx'
import { newEntryId } from '../new-entry-id.ts'
import { useRoom } from '../room-context.tsx'
import { DoseWorkingView } from './dose-working.tsx'
import type { FormDone } from './use-chart-form.ts'

interface Typed {
  readonly mgPerKg: number
  readonly concentration: string | null
  readonly vial: string | null
  readonly overMinutes: number
  readonly finalMl: number
  readonly basis: 'made-up-to' | 'added-to'
  readonly reason: string
}

/** The order: the working shown while it is typed, refusals by name, both vials asked for, read back before it counts. */
export function OrderForm({ onDone }: FormDone) {
  const room = useRoom()
  const trpc = useTRPCClient()
  const { protocol, state, actor, clock } = room
  const isInfusion = protocol.drug.route === 'IV'
  const usual = protocol.drug.dose.kind === 'weight' ? (protocol.drug.dose.default.value ?? 0) / 1000 : 0
  const [typed, setTyped] = useState<Typed>({
    mgPerKg: usual,
    concentration: null,
    vial: null,
    overMinutes: protocol.drug.overMinutes?.default.value ?? 40,
    finalMl: (protocol.drug.finalVolume?.microlitres ?? 100_000) / 1000,
    basis: protocol.drug.finalVolume?.basis ?? 'made-up-to',
    reason: '',
  })
  const [readBack, setReadBack] = useState(false)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const id = useRef(newEntryId(Date.parse(clock.now())))
  const today = dateInZone(room.now, actor.practiceZone)
  const gate = doseGate({ state, protocol, actor, now: room.now, today }).filter((line) => !line.met)
  const plainForm = formOf(typed, isInfusion)
  const question = { state, protocol, actor, today, earlierWeights: room.room.earlierWeights }
  const first = workOutOrder({ ...question, form: plainForm })
  const code = first.ok ? null : first.refusal.code
  const form = withReason(plainForm, code, typed.reason)
  const worked = workOutOrder({ ...question, form })
  const change = (part: Partial<Typed>) => {
    setTyped((known) => ({ ...known, ...part }))
    setReadBack(false)
  }
  const submit = async () => {
    const ordered = await attempt(() =>
      trpc.session.orderDose.mutate({
        id: id.current,
        sessionId: room.room.sessionId,
        form: { ...form, overrides: [...form.overrides] },
        readBackConfirmed: readBack,
      }),
    )
    if (!ordered.ok)
      return setProblems([
        { sentence: ordered.refusal.sentence },
        ...(ordered.refusal.details ?? []).map((sentence) => ({ sentence })),
      ])
    sayToast({ level: 'done', title: 'Ordered' })
    onDone()
  }
  return (
    <Form onSubmit={submit} problems={problems} aria-label="Order a dose">
      {gate.length === 0 ? null : (
        <Notice level="medium" title="A dose cannot be ordered yet">
          <ul className="flex flex-col gap-1">
            {gate.map((line) => (
              <li key={line.id}>
                <strong className="font-strong">{line.sentence}</strong>: {line.evidence}{' '}
                <span className="text-muted">→ {line.fixedBy}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <NumberField
        size="room"
        name="mgPerKg"
        label="Dose"
        unit="mg/kg"
        decimals={3}
        value={typed.mgPerKg}
        onChange={(mgPerKg) => change({ mgPerKg })}
      />
      <Strengths
        name="concentration"
        label="Worked out for a vial of"
        value={typed.concentration}
        onChange={(concentration) => change({ concentration })}
      />
      <Strengths
        name="vialConcentration"
        label="The vial in your hand says"
        value={typed.vial}
        onChange={(vial) => change({ vial })}
      />
      {isInfusion ? (
        <div className="grid grid-cols-2 gap-3">
          <NumberField
            name="overMinutes"
            label="Over"
            unit="min"
            value={typed.overMinutes}
            onChange={(overMinutes) => change({ overMinutes })}
          />
          <NumberField
            name="finalMl"
            label={typed.basis === 'made-up-to' ? 'Made up to' : 'Added to'}
            unit="mL"
            decimals={2}
            value={typed.finalMl}
            onChange={(finalMl) => change({ finalMl })}
          />
          <RadioGroup
            className="col-span-2"
            name="basis"
            label="The bag"
            inline
            value={typed.basis}
            onChange={(value) => change({ basis: value === 'added-to' ? 'added-to' : 'made-up-to' })}
            choices={[
              { value: 'made-up-to', label: 'made up to this volume' },
              { value: 'added-to', label: 'drug added to it' },
            ]}
          />
        </div>
      ) : null}
      {code !== null && isOverridable(code) ? (
        <TextField
          name="reason"
          label="Reason to go on (prints on the record)"
          rows={2}
          value={typed.reason}
          onChange={(reason) => change({ reason })}
        />
      ) : null}
      <DoseWorkingView worked={worked} />
      {worked.ok ? (
        <Checkbox name="readBack" isSelected={readBack} onChange={setReadBack}>
          Read back: <strong className="font-strong">{worked.value.readBack}</strong>
        </Checkbox>
      ) : null}
      <SubmitButton size="room" isDisabled={!worked.ok || gate.length > 0 || !readBack}>
        Order this dose
      </SubmitButton>
    </Form>
  )
}

interface StrengthsProps {
  readonly name: string
  readonly label: string
  readonly value: string | null
  readonly onChange: (value: string) => void
}

/** Vials differ tenfold; nothing is chosen beforehand, and the two answers must agree (M01). */
function Strengths({ name, label, value, onChange }: StrengthsProps) {
  const { protocol } = useRoom()
  const strengths = protocol.drug.allowedConcentrations ?? [10, 50, 100]
  return (
    <RadioGroup
      name={name}
      label={label}
      inline
      size="room"
      value={value}
      onChange={onChange}
      choices={strengths.map((one) => ({ value: String(one), label: `${one} mg/mL` }))}
    />
  )
}

function formOf(typed: Typed, isInfusion: boolean): OrderFields {
  const strength = (text: string | null) => (text === null ? null : mcgPerMicrolitre.parse(Number(text)))
  const whole = (value: number) => (Number.isFinite(value) ? Math.max(0, Math.round(value)) : 0)
  return {
    doseMcgPerKg: mcgPerKg.parse(whole(typed.mgPerKg * 1000)),
    concentration: strength(typed.concentration),
    vialConcentration: strength(typed.vial),
    overMinutes: isInfusion ? minutes.parse(whole(typed.overMinutes)) : null,
    dilution: isInfusion ? { basis: typed.basis, microlitres: microlitres.parse(whole(typed.finalMl * 1000)) } : null,
    overrides: [],
  }
}

function withReason(form: OrderFields, code: string | null, reason: string): OrderFields {
  if (code === null || !isOverridable(code) || reason.trim().length < 3) return form
  return { ...form, overrides: [{ code, reason: reason.trim() }] }
}
