'use client'
import { unmetLines } from '@holdspace/clinic/gates/gate-lines'
import { type DoseGateQuestion, doseGate } from '@holdspace/clinic/session/dose-gate'
import { type OrderForm, workOutOrder } from '@holdspace/clinic/session/order-dose'
import { mcg, mcgPerKg, mcgPerMicrolitre, microlitres, minutes } from '@holdspace/kit/amounts'
import { dateInZone } from '@holdspace/kit/calendar-words'
import type { Decision } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/elapsed'
import type { PatientId } from '@holdspace/kit/ids'
import { isOverridable } from '@holdspace/protocols/dose-refusals'
import type { DoseWorking } from '@holdspace/protocols/dose-request'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { FormProblem } from '@holdspace/ui/error-summary'
import { useRouter } from 'next/navigation'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useRecorded } from '../../opening/use-recorded.ts'
import { attempt } from '../../refusal-of.ts'
import { useTRPCClient } from '../../trpc.tsx'
import { newEntryId } from '../new-entry-id.ts'
import { useRoom, useRoomTime } from '../room-context.tsx'
import { useReadBack } from './use-read-back.ts'

/** What is typed into the order form, in the units people say. */
export interface TypedOrder {
  readonly mgPerKg: number
  /** Milligrams in all, where the protocol doses in whole tablets or devices. */
  readonly mg: number
  readonly concentration: string | null
  readonly vial: string | null
  readonly overMinutes: number
  readonly finalMl: number
  readonly basis: 'made-up-to' | 'added-to'
  readonly reason: string
}

/** The server works with something this screen does not know yet, such as a weight on the chart: the room is read anew. */
const changedMeanwhile = 'read-back-changed'

/** What a nurse adds who writes an order down: whose it was, and when it was said. */
export interface SaidBy {
  readonly prescriberMembershipId: string | null
  readonly saidAt: Instant
}

/**
 * An order while it is written: worked out at every keystroke with the rules the server decides by. By word, the line of
 * the gate that asks for the orderer's papers is the server's: only prescribers whose papers hold can be named here.
 */
export function useOrder(onDone: () => void, byWord: boolean) {
  const { protocol, clock, room } = useRoom()
  const trpc = useTRPCClient()
  const router = useRouter()
  const isInfusion = protocol.drug.route === 'IV'
  const isInUnits = protocol.drug.dose.kind === 'fixed'
  const [typed, setTyped] = useState<TypedOrder>(() => usualOrder(protocol))
  const [problems, setProblems] = useState<readonly FormProblem[]>([])
  const id = useRef(newEntryId(Date.parse(clock.now())))
  const question = useGateQuestion()
  const lines = useMemo(() => unmetLines(doseGate(question)), [question])
  const gate = lines.filter((line) => !byWord || line.id !== 'credentials')
  const workOut = (form: OrderForm) => workOutOrder({ ...question, planned: room.plannedDose, form })
  const plain = isInUnits ? unitFormOf(typed) : formOf(typed, isInfusion)
  const workedPlain = workOut(plain)
  const codes = overridableCodes(workedPlain)
  const isReasoned = codes.length > 0 && typed.reason.trim().length >= 3
  const form = isReasoned
    ? { ...plain, overrides: codes.map((code) => ({ code, reason: typed.reason.trim() })) }
    : plain
  const worked = isReasoned ? workOut(form) : workedPlain
  const { isReadBack, readBack, setReadBack } = useReadBack(worked.ok ? worked.value.readBack : null)
  const change = useCallback((part: Partial<TypedOrder>) => setTyped((known) => ({ ...known, ...part })), [])
  const submit = async ({ prescriberMembershipId, saidAt }: SaidBy) => {
    const overrides = [...form.overrides]
    const sent = {
      id: id.current,
      sessionId: room.sessionId,
      readBack,
      form: { ...form, overrides },
    }
    if (byWord && prescriberMembershipId === null) {
      return setProblems([{ field: 'prescriber', sentence: 'Say which prescriber gave the order.' }])
    }
    const ordered = await attempt(() =>
      prescriberMembershipId === null
        ? trpc.session.orderDose.mutate(sent)
        : trpc.session.takeVerbalOrder.mutate({ ...sent, prescriberMembershipId, saidAt }),
    )
    if (ordered.ok) return onDone()
    const { code, sentence, details } = ordered.refusal
    if (code === changedMeanwhile) {
      setReadBack(false)
      router.refresh()
    }
    setProblems([sentence, ...(details ?? [])].map((each) => ({ sentence: each })))
  }
  return {
    typed,
    change,
    gate,
    worked,
    // Nobody goes past a limit by word (RULINGS 3).
    asksReason: codes.length > 0 && !byWord,
    isReadBack,
    setReadBack,
    problems,
    submit,
    isInfusion,
    isInUnits,
  }
}

/** What the gate to a dose is asked, as it stands this second. */
function useGateQuestion(): DoseGateQuestion {
  const { protocol, state, actor, room, following } = useRoom()
  const { now } = useRoomTime()
  const recorded = useRecorded(askedOf(room, protocol), room.recorded, following.entries.length)
  const { earlierWeights } = room
  return useMemo(
    () => ({ state, protocol, actor, now, today: dateInZone(now, actor.practiceZone), earlierWeights, recorded }),
    [state, protocol, actor, now, earlierWeights, recorded],
  )
}

function askedOf({ patientId }: { readonly patientId: string }, { id, version }: ProtocolVersion) {
  return { patientId: patientId as PatientId, protocolId: id, protocolVersion: version }
}

function usualOrder({ drug }: ProtocolVersion): TypedOrder {
  return {
    mgPerKg: drug.dose.kind === 'weight' ? (drug.dose.default.value ?? 0) / 1000 : 0,
    mg: drug.dose.kind === 'fixed' ? (drug.dose.min.value ?? 0) / 1000 : 0,
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

const whole = (value: number) => (Number.isFinite(value) ? Math.max(0, Math.round(value)) : 0)

function unitFormOf({ mg }: TypedOrder): OrderForm {
  return { amountMcg: mcg.parse(whole(mg * 1000)), overrides: [] }
}

function formOf(typed: TypedOrder, isInfusion: boolean): OrderForm {
  const strength = (text: string | null) => (text === null ? null : mcgPerMicrolitre.parse(Number(text)))
  return {
    doseMcgPerKg: mcgPerKg.parse(whole(typed.mgPerKg * 1000)),
    concentration: strength(typed.concentration),
    vialConcentration: strength(typed.vial),
    overMinutes: isInfusion ? minutes.parse(whole(typed.overMinutes)) : null,
    dilution: isInfusion ? { basis: typed.basis, microlitres: microlitres.parse(whole(typed.finalMl * 1000)) } : null,
    overrides: [],
  }
}
