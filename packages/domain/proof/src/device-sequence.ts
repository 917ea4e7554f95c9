import type { EntryHeader } from './leaf.ts'

/** Numbers a device counted that never arrived, or arrived twice. */
export interface DeviceAlarm {
  readonly deviceId: string
  readonly alarm: 'missing' | 'repeated'
  /** First and last number concerned, both included. */
  readonly from: number
  readonly to: number
}

/**
 * A device counts everything it sends; a hole in the count is an entry somebody made that the record never got
 * (RELIABILITY OB16, attack 6). Only holes between numbers seen are told: a device's count runs on across sessions.
 */
export function deviceAlarms(headers: readonly EntryHeader[]): readonly DeviceAlarm[] {
  const seen = new Map<string, number[]>()
  for (const { deviceId, deviceSeq } of headers) seen.set(deviceId, [...(seen.get(deviceId) ?? []), deviceSeq])
  return [...seen].flatMap(([deviceId, numbers]) => alarmsOf(deviceId, numbers))
}

function alarmsOf(deviceId: string, numbers: readonly number[]): readonly DeviceAlarm[] {
  const inOrder = numbers.toSorted((left, right) => left - right)
  return inOrder.flatMap((number, at): readonly DeviceAlarm[] => {
    const before = inOrder[at - 1]
    if (before === undefined || number === before + 1) return []
    if (number === before) return [{ deviceId, alarm: 'repeated', from: number, to: number }]
    return [{ deviceId, alarm: 'missing', from: before + 1, to: number - 1 }]
  })
}
