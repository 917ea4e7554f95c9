import { calendarDate } from '@holdspace/kit/calendar-date'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateFromParts } from './date-fields.tsx'

test('FM4: Given any three boxes, then they name a day exactly where the calendar has one', () => {
  const number = (least: number, most: number) => fc.integer({ min: least, max: most }).map(String)
  const boxes = fc.record({ day: number(0, 32), month: number(0, 13), year: number(1000, 2400) })
  fc.assert(
    fc.property(boxes, (parts) => {
      const text = `${parts.year}-${parts.month.padStart(2, '0')}-${parts.day.padStart(2, '0')}`
      const read = calendarDate.safeParse(text)
      expect(dateFromParts(parts)).toBe(read.success ? read.data : null)
    }),
    { numRuns: 5000 },
  )
})

test('FM4: Given a box that is empty or no number, then they name no day', () => {
  for (const day of ['', 'x', '1x', '-1']) expect(dateFromParts({ day, month: '1', year: '1990' })).toBeNull()
  expect(dateFromParts({ day: '29', month: '2', year: '1900' })).toBeNull()
  expect(dateFromParts({ day: '29', month: '2', year: '2000' })).toBe('2000-02-29')
})
