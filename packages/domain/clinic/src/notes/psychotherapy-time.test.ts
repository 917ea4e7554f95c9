import { membershipId } from '@holdspace/kit/ids'
import { instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { decideMark, minutesOf, type PsychotherapyMark, stretchesOf } from './psychotherapy-time.ts'
import { noteId } from './shared-note.ts'

const at = (time: string) => instant.parse(`2026-11-21T${time}.000Z`)
const okafor = membershipId.parse('018f0000-0000-7000-8000-000000000b03')
const mark = (
  id: string,
  kind: PsychotherapyMark['kind'],
  time: string,
  ofId: string | null = null,
): PsychotherapyMark => ({
  id,
  noteId: noteId.parse('018f6666-0000-7000-8000-000000000001'),
  kind,
  at: at(time),
  ofId,
  membershipId: okafor,
  byName: 'L. Okafor LMFT',
})
const now = at('16:00:00')

describe('psychotherapy by start and stop (RULINGS 11)', () => {
  it('counts whole minutes between a start and its stop, and none while it runs', () => {
    const [done, running] = stretchesOf([
      mark('a', 'started', '14:00:00'),
      mark('b', 'stopped', '14:52:59'),
      mark('c', 'started', '15:00:00'),
    ])
    expect(done === undefined ? null : minutesOf(done)).toBe(52)
    expect(running === undefined ? null : minutesOf(running)).toBeNull()
  })

  it('leaves out what was taken back, so that a start in error bills nothing', () => {
    expect(stretchesOf([mark('a', 'started', '14:00:00'), mark('x', 'withdrawn', '14:01:00', 'a')])).toEqual([])
  })

  it.each<[string, 'started' | 'stopped', string, readonly PsychotherapyMark[], string]>([
    ['a start while it runs', 'started', '15:00:00', [mark('a', 'started', '14:00:00')], 'psychotherapy-running'],
    ['a stop without a start', 'stopped', '15:00:00', [], 'psychotherapy-not-running'],
    [
      'a stop before the start',
      'stopped',
      '13:00:00',
      [mark('a', 'started', '14:00:00')],
      'psychotherapy-stops-before-start',
    ],
    [
      'a stop at the very moment of the start',
      'stopped',
      '14:00:00',
      [mark('a', 'started', '14:00:00')],
      'psychotherapy-stops-before-start',
    ],
    ['a time to come', 'started', '16:00:01', [], 'psychotherapy-ahead-of-time'],
    ['a stop nine hours later', 'stopped', '15:30:00', [mark('a', 'started', '06:30:00')], 'psychotherapy-too-long'],
    [
      'a start inside a stretch that is recorded',
      'started',
      '14:30:00',
      [mark('a', 'started', '14:00:00'), mark('b', 'stopped', '15:00:00')],
      'psychotherapy-overlaps',
    ],
  ])('given %s, then it is refused by name', (_what, kind, time, marks, code) => {
    expect(decideMark({ kind, at: at(time), now, marks })).toMatchObject({ ok: false, refusal: { code } })
  })

  it('given a start where another ended, then it is taken', () => {
    const marks = [mark('a', 'started', '14:00:00'), mark('b', 'stopped', '15:00:00')]
    expect(decideMark({ kind: 'started', at: at('15:00:00'), now, marks }).ok).toBe(true)
    expect(decideMark({ kind: 'stopped', at: now, now, marks: [mark('a', 'started', '08:00:00')] }).ok).toBe(true)
  })
})
