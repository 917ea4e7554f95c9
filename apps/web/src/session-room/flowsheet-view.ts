import { formatNumber } from '@holdspace/kit/format-amount'
import { isStanding, type Reading, type Standing } from '@holdspace/record/effective'
import { isLate } from '@holdspace/record/entry'
import type { Vitals } from '@holdspace/record/vitals'
import type { FlowsheetCell, FlowsheetColumn, FlowsheetMeasure } from '@holdspace/ui/flowsheet'
import type { RoomContext } from './room-context.tsx'

export const flowsheetMeasures: readonly FlowsheetMeasure[] = [
  { key: 'bp', label: 'Blood pressure', unit: 'mmHg' },
  { key: 'hr', label: 'Pulse', unit: '/min' },
  { key: 'spo2', label: 'SpO2', unit: '%' },
  { key: 'rr', label: 'Breaths', unit: '/min' },
  { key: 'temp', label: 'Temperature', unit: '°C' },
  { key: 'sedation', label: 'Sedation', unit: 'MOAA/S' },
  { key: 'dissociation', label: 'Dissociation', unit: '0–10' },
]

const shown: { readonly [key: string]: (set: Partial<Vitals>) => string | undefined } = {
  bp: (set) => (set.systolicMmHg === undefined ? undefined : `${set.systolicMmHg}/${set.diastolicMmHg}`),
  hr: (set) => set.heartRateBpm?.toString(),
  spo2: (set) => set.spo2Percent?.toString(),
  rr: (set) => set.respiratoryRatePerMin?.toString(),
  temp: (set) =>
    set.temperatureDeciCelsius === undefined ? undefined : formatNumber(set.temperatureDeciCelsius * 100),
  sedation: (set) => set.sedationMoaas?.toString(),
  dissociation: (set) => set.dissociation?.toString(),
}

const measuresOfRule = {
  bp: /pressure/i,
  hr: /heart|pulse/i,
  spo2: /oxygen/i,
  rr: /breath/i,
  sedation: /sedation/i,
} as const

/** Vitals as rows of measures and columns of times: taken and not obtained, corrected values beside the old ones. */
export function flowsheetOf(reading: Reading, alerts: RoomContext['alerts']): FlowsheetColumn[] {
  return reading.standing
    .flatMap((standing) => {
      if (isStanding(standing, 'vitals-taken')) return [takenColumn(standing, alerts)]
      if (isStanding(standing, 'vitals-not-obtained')) return [notObtainedColumn(standing)]
      return []
    })
    .sort((left, right) => (left.at < right.at ? -1 : 1))
}

function takenColumn(
  standing: Extract<Standing, { kind: 'vitals-taken' }>,
  alerts: RoomContext['alerts'],
): FlowsheetColumn {
  const before = standing.corrections.at(0)?.previousBody as Partial<Vitals> | undefined
  const crossed = alerts.filter((alert) => alert.entryId === standing.entry.id)
  const cells: Record<string, FlowsheetCell> = {}
  for (const { key } of flowsheetMeasures) {
    const value = shown[key]?.(standing.body)
    if (value === undefined) continue
    const old = before === undefined ? undefined : shown[key]?.(before)
    const pattern = key in measuresOfRule ? measuresOfRule[key as keyof typeof measuresOfRule] : null
    const beyond = crossed.flatMap((alert) => alert.readings).find((words) => pattern?.test(words))
    cells[key] = {
      value,
      ...(beyond === undefined ? {} : { beyond }),
      ...(old === undefined || old === value ? {} : { correctedFrom: old }),
    }
  }
  return { ...frameOf(standing), cells }
}

function notObtainedColumn(standing: Extract<Standing, { kind: 'vitals-not-obtained' }>): FlowsheetColumn {
  const cells = Object.fromEntries(standing.body.items.map((item) => [item, { notObtained: standing.body.reason }]))
  return { ...frameOf(standing), cells }
}

function frameOf({ entry, occurredAt }: Standing): Pick<FlowsheetColumn, 'at' | 'who' | 'lateByMinutes'> {
  const lateMs = Date.parse(entry.recordedAt) - Date.parse(occurredAt)
  const late = isLate({ occurredAt, recordedAt: entry.recordedAt })
    ? { lateByMinutes: Math.round(lateMs / 60_000) }
    : {}
  return { at: occurredAt, who: entry.actor.name, ...late }
}
