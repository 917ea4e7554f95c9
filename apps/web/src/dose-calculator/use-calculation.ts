'use client'
import { mcg, mcgPerKg, mcgPerMicrolitre, microlitres, minutes } from '@holdspace/kit/amounts'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { Decision } from '@holdspace/kit/decision'
import { calculateDose } from '@holdspace/protocols/dose'
import type { DoseRequest, DoseWorking } from '@holdspace/protocols/dose-request'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { gramsOfReading, tenthMillimetres } from '@holdspace/protocols/weight'
import { useState } from 'react'

/** What is typed, in the units people say. NaN is a field that is still empty. */
export interface Typed {
  readonly protocolKey: string
  readonly dose: number
  readonly weight: number
  readonly unit: 'kg' | 'lb' | null
  readonly heightCm: number
  readonly concentration: string | null
  readonly vial: string | null
  readonly overMinutes: number
  readonly finalMl: number
}

export const keyOf = ({ id, version }: ProtocolVersion) => `${id} ${version}`

/** A dose worked out at every keystroke, by the rules an order is decided by; null until everything it needs is typed. */
export function useCalculation(protocols: readonly ProtocolVersion[], today: CalendarDate) {
  const [typed, setTyped] = useState<Typed>(() => startOf(firstOf(protocols)))
  const protocol = protocols.find((one) => keyOf(one) === typed.protocolKey) ?? protocols[0]
  const change = (part: Partial<Typed>) => setTyped((known) => ({ ...known, ...part }))
  const choose = (key: string) => {
    const chosen = protocols.find((one) => keyOf(one) === key)
    setTyped((known) => ({ ...startOf(chosen), weight: known.weight, unit: known.unit, heightCm: known.heightCm }))
  }
  return { typed, change, choose, protocol, worked: protocol === undefined ? null : workOut(protocol, typed, today) }
}

/** One that doses by weight, where the practice has one: that is what a calculator is opened for. */
function firstOf(protocols: readonly ProtocolVersion[]): ProtocolVersion | undefined {
  return protocols.find((one) => one.drug.dose.kind === 'weight') ?? protocols[0]
}

function startOf(protocol: ProtocolVersion | undefined): Typed {
  const usual = protocol === undefined ? 0 : usualDose(protocol.drug.dose)
  return {
    protocolKey: protocol === undefined ? '' : keyOf(protocol),
    dose: usual / 1000,
    weight: Number.NaN,
    unit: null,
    heightCm: Number.NaN,
    concentration: null,
    vial: null,
    overMinutes: protocol?.drug.overMinutes?.default.value ?? 40,
    finalMl: (protocol?.drug.finalVolume?.microlitres ?? 100_000) / 1000,
  }
}

/** Micrograms per kilogram, or micrograms where units are counted: the smallest the protocol allows. */
function usualDose(dose: ProtocolVersion['drug']['dose']): number {
  return dose.kind === 'weight' ? (dose.default.value ?? 0) : (dose.min.value ?? 0)
}

function workOut(protocol: ProtocolVersion, typed: Typed, today: CalendarDate): Decision<DoseWorking> | null {
  const byWeight = protocol.drug.dose.kind === 'weight'
  const weighing = byWeight ? weighingOf(typed, today) : null
  if (!Number.isFinite(typed.dose) || (byWeight && weighing === null)) return null
  const strength = (text: string | null) => (text === null ? null : mcgPerMicrolitre.parse(Number(text)))
  const isInfusion = protocol.drug.route === 'IV'
  return calculateDose({
    protocol,
    pin: null,
    today,
    order: byWeight
      ? { kind: 'per-kg', mcgPerKg: mcgPerKg.parse(whole(typed.dose * 1000)) }
      : { kind: 'amount', mcg: mcg.parse(whole(typed.dose * 1000)) },
    weighing,
    sex: null,
    basis: null,
    concentration: strength(typed.concentration),
    vialConcentration: strength(typed.vial),
    over: isInfusion ? { minutes: minutes.parse(whole(typed.overMinutes)) } : null,
    dilution: isInfusion
      ? {
          basis: protocol.drug.finalVolume?.basis ?? 'made-up-to',
          microlitres: microlitres.parse(whole(typed.finalMl * 1000)),
        }
      : null,
    earlierParts: [],
    planned: null,
    overrides: [],
  })
}

/** A weight of today, held against a height like any first weight (RULINGS 5). */
function weighingOf({ weight, unit, heightCm }: Typed, today: CalendarDate): DoseRequest['weighing'] {
  const reading = Number.isFinite(weight) ? gramsOfReading(whole(weight * 1000), unit) : null
  if (reading === null || !reading.ok) return null
  const height = tenthMillimetres.safeParse(whole(heightCm * 100))
  return {
    source: 'scale',
    grams: reading.value,
    unit,
    weighedOn: today,
    heightTenthMm: height.success ? height.data : null,
    previous: null,
    neverHeldAgainstHeight: true,
    changeConfirmed: false,
    readBackInBoth: true,
  }
}

const whole = (value: number) => (Number.isFinite(value) ? Math.max(0, Math.round(value)) : 0)
