import type { Decision } from '@holdspace/kit/decision'
import { describe, expect, it } from 'vitest'
import { ames, idOf, lind, quist, Room, readyToLeave } from '../../testing/session-room.ts'
import { instructionsStanding } from './instructions.ts'

const codeOf = (answer: Decision<unknown>) => (answer.ok ? 'recorded' : answer.refusal.code)
const escort = { name: 'Jo Ybarra', relationship: 'sister' }
const text = { title: 'Instructions for going home', version: '1.0.0', language: 'en', contentHash: 'ab'.repeat(32) }
const meaning = 'I have read these instructions.'
const signed = (mark: object, over: object = {}) => ({ outcome: 'signed', escort, text, meaning, mark, ...over })
const drawn = { how: 'drawn', strokes: [[60, 100, 180, 60, 300, 118]] }
const typed = (name: string) => ({ how: 'typed', name })

describe('the escort’s answer to the discharge instructions (RULINGS 9)', () => {
  it.each([
    ['draws a name', signed(drawn)],
    ['types their name, in any order', signed(typed('ybarra, jo'))],
    ['signed on paper', { outcome: 'signed-on-paper', escort }],
    ['does not want to', { outcome: 'refused', escort, reason: 'Signs nothing without reading glasses' }],
    ['is not there', { outcome: 'absent', reason: 'Waits in the car with a child' }],
  ])('given somebody who %s, then it is recorded by nurse and front desk alike', (_who, body) => {
    expect(codeOf(readyToLeave().asks(quist, 200, 'instructions-answered', body))).toBe('recorded')
    expect(codeOf(readyToLeave().asks(lind, 200, 'instructions-answered', body))).toBe('recorded')
  })

  it.each([
    ['an empty field', signed({ how: 'drawn', strokes: [[10, 10]] }), 'signature-empty'],
    ['another name typed', signed(typed('Ann Other')), 'signature-other-name'],
    ['no text that was read', signed(drawn, { text: undefined }), 'entry-not-understood'],
    ['paper said of a screen', signed({ how: 'on-paper' }), 'entry-not-understood'],
    ['a refusal without a reason', { outcome: 'refused', escort, reason: '' }, 'entry-not-understood'],
    [
      'nobody’s name',
      { outcome: 'signed-on-paper', escort: { name: '', relationship: 'sister' } },
      'entry-not-understood',
    ],
  ])('given %s, then it is no signature, and refused by name', (_what, body, code) => {
    expect(codeOf(readyToLeave().asks(quist, 200, 'instructions-answered', body))).toBe(code)
  })

  it.each([
    ['a hash the practice never approved', { contentHash: '00'.repeat(32) }],
    ['a version nobody published', { version: '1.0.1' }],
    ['the text that was replaced before the session opened', { version: '0.9.0', contentHash: 'cd'.repeat(32) }],
    ['the text of next month', { version: '2.0.0', contentHash: 'ef'.repeat(32) }],
  ])('given a device that says %s, then nothing is kept as signed (H266)', (_what, over) => {
    const room = readyToLeave()
    const other = { ...text, ...over }
    const refused = 'instructions-not-in-effect'
    expect(codeOf(room.asks(quist, 200, 'instructions-answered', signed(drawn, { text: other })))).toBe(refused)
    const unwilling = { outcome: 'refused', escort, reason: 'Signs nothing', text: other }
    expect(codeOf(room.asks(quist, 200, 'instructions-answered', unwilling))).toBe(refused)
  })

  it.each([
    ['nothing is recorded of it', null],
    ['they did not want to', { outcome: 'refused', escort, reason: 'Signs nothing' }],
    ['nobody was there', { outcome: 'absent', reason: 'Comes later' }],
  ])('given %s, then the session is completed all the same: it keeps nobody here', (_what, body) => {
    const room = readyToLeave()
    if (body !== null) room.chart(quist, 200, 'instructions-answered', body as never)
    expect(codeOf(room.asks(ames, 201, 'session-ended', { ending: 'completed', unmetCriteria: [] }))).toBe('recorded')
    expect(instructionsStanding(room.state).isSigned).toBe(false)
  })

  it('given they sign after all, then the newest answer stands, and the first one stays in the record', () => {
    const room = readyToLeave()
      .chart(quist, 200, 'instructions-answered', { outcome: 'absent', reason: 'Parks the car' })
      .chart(quist, 205, 'instructions-answered', signed(typed('Jo Ybarra')) as never)
    expect(instructionsStanding(room.state)).toEqual({
      isSigned: true,
      sentence: 'Jo Ybarra signed the discharge instructions.',
    })
    const entries = room.entries.filter(({ kind }) => kind === 'instructions-answered')
    expect(entries.map(({ body }) => body)).toMatchObject([{ outcome: 'absent' }, { outcome: 'signed' }])
  })

  it('given a signature, then nobody changes it by a correction', () => {
    const room = Room.opened().chart(quist, 5, 'instructions-answered', signed(typed('Jo Ybarra')) as never)
    const correction = {
      correctsEntryId: room.last ?? idOf(2),
      correctsKind: 'instructions-answered',
      reason: 'Another name',
      replacement: signed(typed('Jo Ybarra')),
    }
    expect(codeOf(room.asks(quist, 6, 'entry-corrected', correction))).toBe('not-correctable')
  })
})
