import { describe, expect, test } from 'vitest'
import { instrumentOf, instruments, languagesOf } from './catalogue.ts'
import { decideWording, mayShipWording } from './licence.ts'

const attested = { byName: 'Dr Miriam Ames', reference: 'Registration 2026-114', notice: '© the owner' }

describe('the licence gate (INSTRUMENTS section 3)', () => {
  test('no word of an instrument is shipped unless its owner lets everybody use it', () => {
    for (const one of instruments) {
      if (one.delivery === 'embedded') {
        expect(mayShipWording(one.licence), one.id).toBe(true)
        expect(
          one.items.every((item) => item.text !== null && item.choices.every((choice) => choice.text !== null)),
        ).toBe(true)
      }
      if (one.delivery === 'content-pack') {
        expect(mayShipWording(one.licence), one.id).toBe(false)
        expect(one.items.map((item) => item.text)).toEqual(one.items.map(() => null))
        expect('stem' in one).toBe(false)
      }
      if (one.delivery === 'score-entry') expect('items' in one).toBe(false)
    }
  })

  test.each([
    ['phq-9', 'embedded'],
    ['phq-2', 'embedded'],
    ['gad-7', 'embedded'],
    ['pcl-5', 'embedded'],
    ['pc-ptsd-5', 'embedded'],
    ['audit-c', 'embedded'],
    ['peg', 'embedded'],
    ['check-in', 'embedded'],
    ['c-ssrs', 'content-pack'],
    ['dast-10', 'content-pack'],
    ['mdq', 'content-pack'],
    ['who-5', 'content-pack'],
    ['isi', 'score-entry'],
    ['madrs', 'score-entry'],
    ['y-bocs', 'score-entry'],
    ['cadss', 'score-entry'],
  ] as const)('%s is %s', (id, delivery) => {
    expect(instrumentOf(id).delivery).toBe(delivery)
  })

  test.each(['registration', 'commercial', 'unknown'] as const)('%s wording may not be shipped', (status) => {
    expect(mayShipWording({ ...instrumentOf('phq-9').licence, status })).toBe(false)
  })

  test('every instrument that is somebody’s own prints that owner’s notice', () => {
    const without = instruments.filter((one) => one.licence.notice === null).map((one) => one.id)
    expect(without).toEqual(['check-in', 'madrs', 'y-bocs', 'cadss'])
  })

  test('a content pack is switched on only with a name, a reference and the notice', () => {
    const refusalOf = (attestation: typeof attested | null) => {
      const decided = decideWording('content-pack', attestation)
      return decided.ok ? 'accepted' : decided.refusal.code
    }
    expect(refusalOf(attested)).toBe('accepted')
    expect(refusalOf(null)).toBe('attestation-missing')
    expect(refusalOf({ ...attested, byName: ' ' })).toBe('attestation-missing')
    expect(refusalOf({ ...attested, reference: ' x ' })).toBe('attestation-missing')
    expect(refusalOf({ ...attested, reference: 'abc' })).toBe('accepted')
    expect(refusalOf({ ...attested, notice: '©' })).toBe('notice-missing')
    expect(refusalOf({ ...attested, notice: 'abc' })).toBe('accepted')
  })

  test('embedded wording needs nothing; an instrument of totals only has no wording to switch on', () => {
    expect(decideWording('embedded', null)).toEqual({ ok: true, value: true })
    expect(decideWording('score-entry', attested)).toMatchObject({ ok: false, refusal: { code: 'score-entry-only' } })
  })

  test('Spanish is offered only where every word of it is the owner’s', () => {
    const spanish = instruments.filter((one) => languagesOf(one).includes('es')).map((one) => one.id)
    expect(spanish).toEqual(['phq-9', 'phq-2', 'gad-7', 'check-in'])
    expect(languagesOf(instrumentOf('peg'))).toEqual(['en'])
    expect(languagesOf(instrumentOf('c-ssrs'))).toEqual([])
  })
})
