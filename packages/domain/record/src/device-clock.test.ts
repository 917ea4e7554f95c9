import { describe, expect, it } from 'vitest'
import { clockOffWords, isClockOff } from './device-clock.ts'
import { parseBody } from './read-entry.ts'
import { timelineText } from './timeline.ts'

describe('CK5: a device whose clock is off', () => {
  it.each([
    [60, false],
    [61, true],
    [-60, false],
    [-61, true],
    [0, false],
  ])('%d seconds fast is told: %s', (seconds, told) => {
    expect(isClockOff(seconds)).toBe(told)
  })

  it.each([
    [61, '1\u00a0min fast'],
    [-190, '3\u00a0min slow'],
    [5400, '1\u00a0h 30\u00a0min fast'],
    [-7200, '2\u00a0h slow'],
  ])('%d seconds reads %s', (seconds, words) => {
    expect(clockOffWords(seconds)).toBe(words)
  })

  it('says in the record by how much it differed, and an entry of before reads as it did', () => {
    const joined = parseBody('participant-joined', { deviceLabel: 'Tablet', clockOffSeconds: 190 })
    expect(timelineText('participant-joined', joined).detail).toBe('Tablet, its own clock 3\u00a0min fast')
    expect(timelineText('participant-joined', { deviceLabel: 'Tablet' }).detail).toBe('Tablet')
  })
})
