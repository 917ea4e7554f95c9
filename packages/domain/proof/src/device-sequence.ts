/** Numbers a device counted that never arrived, or arrived twice. */
export interface DeviceAlarm {
  readonly deviceId: string
  readonly alarm: 'missing' | 'repeated'
  /** First and last number concerned, both included. */
  readonly from: number
  readonly to: number
}

/** The numbers each device gave to what it sent, as they are met. */
export interface DeviceCounts {
  /** The numbers of one device so far: the next is put behind them. */
  readonly of: (deviceId: string) => number[]
  readonly alarms: () => readonly DeviceAlarm[]
}

/**
 * A device counts everything it sends; a hole in the count is an entry somebody made that the record never got
 * (RELIABILITY OB16, attack 6). Only holes between numbers seen are told: a device's count runs on across sessions.
 */
export function deviceCounts(): DeviceCounts {
  const seen = new Map<string, number[]>()
  return {
    of: (deviceId) => {
      const numbers = seen.get(deviceId) ?? []
      seen.set(deviceId, numbers)
      return numbers
    },
    alarms: () => [...seen].flatMap(([deviceId, numbers]) => alarmsOf(deviceId, numbers)),
  }
}

function alarmsOf(deviceId: string, numbers: readonly number[]): readonly DeviceAlarm[] {
  const alarms: DeviceAlarm[] = []
  let before: number | undefined
  for (const number of inOrder(numbers)) {
    if (number === before) alarms.push({ deviceId, alarm: 'repeated', from: number, to: number })
    else if (before !== undefined && number !== before + 1) {
      alarms.push({ deviceId, alarm: 'missing', from: before + 1, to: number - 1 })
    }
    before = number
  }
  return alarms
}

/** Nearly always they came in order, and half a million are not sorted for nothing. */
function inOrder(numbers: readonly number[]): readonly number[] {
  const isSorted = numbers.every((number, at) => at === 0 || number >= (numbers[at - 1] ?? 0))
  return isSorted ? numbers : numbers.toSorted((left, right) => left - right)
}
