'use client'
import { unmetLines } from '@holdspace/clinic/gates/gate-lines'
import { type DoseGateQuestion, doseGate } from '@holdspace/clinic/session/dose-gate'
import { type OrderForm, workOutOrder } from '@holdspace/clinic/session/order-dose'
import { mcgPerKg, mcgPerMicrolitre, microlitres, minutes } from '@holdspace/kit/amounts'
import { dateInZone } from '@holdspace/kit/calendar-words'
import type { Decision } from '@holdspace/kit/decision'
import type { PatientId } from '@holdspace/kit/ids'
import { isOverridable } from '@holdspace/protocols/dose-refusals'
import type { DoseWorking } from '@holdspace/protocols/dose-request'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { useRef, useState } from 'react'
import { useRecorded } from '../../opening/use-recorded.ts'
import { attempt } from '../../refusal-of.ts'
import { useTRPCClient } from '../../trpc.tsx'
import { newEntryId } from '../new-entry-id.ts'
import { useRoom } from '../room-context.tsx'

/** What is typed into the order form, in the units people say. */
export interface TypedOrder {
  readonly mgPerKg: number
  readonly concentration: string | null
  readonly vial: string | null
  readonly overMinutes: number
  readonly finalMl: number
  readonly basis: 'made-up-to' | 'added-to'
  readonly reason: string
}

/** An order while it is written: worked out at every keystroke with the rules the server decides by. */
export function useOrder(onDone: () => void) {
  const { protocol, state, actor, clock, now, room, following } = useRoom()
  const trpc = useTRPCClient()
  const isInfusion = protocol.drug.route === 'IV'
  const [typed, setTyped] = useState<TypedOrder>(() => usualOrder(protocol))
  const [readBack, setReadBack] = useState(false)
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const id = useRef(newEntryId(Date.parse(clock.now())))
  const recorded = useRecorded(askedOf(room, protocol), room.recorded, following.entries.length)
  const question: DoseGateQuestion = {
    state,
    protocol,
    actor,
    now,
    today: dateInZone(now, actor.practiceZone),
    earlierWeights: room.earlierWeights,
    recorded,
  }
  const gate = unmetLines(doseGate(question))
  const workOut = (form: OrderForm) => workOutOrder({ ...question, form })
  const plain = formOf(typed, isInfusion)
  const codes = overridableCodes(workOut(plain))
  const isReasoned = typed.reason.trim().length >= 3
  const form = isReasoned
    ? { ...plain, overrides: codes.map((code) => ({ code, reason: typed.reason.trim() })) }
    : plain
  const change = (part: Partial<TypedOrder>) => {
    setTyped((known) => ({ ...known, ...part }))
    setReadBack(false)
  }
  const submit = async () => {
    const sent = { id: id.current, sessionId: room.sessionId, readBackConfirmed: readBack }
    const ordered = await attempt(() =>
      trpc.session.orderDose.mutate({ ...sent, form: { ...form, overrides: [...form.overrides] } }),
    )
    if (ordered.ok) return onDone()
    const { sentence, details } = ordered.refusal
    setProblems([sentence, ...(details ?? [])].map((each) => ({ sentence: each })))
  }
  return {
    typed,
    change,
    gate,
    worked: workOut(form),
    asksReason: codes.length > 0,
    readBack,
    setReadBack,
    problems,
    submit,
    isInfusion,
  }
}

function askedOf({ patientId }: { readonly patientId: string }, { id, version }: ProtocolVersion) {
  return { patientId: patientId as PatientId, protocolId: id, protocolVersion: version }
}

function usualOrder({ drug }: ProtocolVersion): TypedOrder {
  return {
    mgPerKg: drug.dose.kind === 'weight' ? (drug.dose.default.value ?? 0) / 1000 : 0,
    concentration: null,
    vial: null,
    overMinutes: drug.overMinutes?.default.value ?? 40,
    finalMl: (drug.finalVolume?.microlitres ?? 100_000) / 1000,
    basis: drug.finalVolume?.basis ?? 'made-up-to',
    reason: '',
  }
}

/** Every refusal a prescriber may go past, not only the gravest: one reason answers for all of them, each by its name. */
function overridableCodes(worked: Decision<DoseWorking>) {
  if (worked.ok) return []
  const named = [worked.refusal.code, ...(worked.refusal.details ?? []).map((each) => each.split(':')[0] ?? '')]
  return [...new Set(named)].filter(isOverridable)
}

function formOf(typed: TypedOrder, isInfusion: boolean): OrderForm {
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
