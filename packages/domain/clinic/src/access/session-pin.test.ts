import type { Instant } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { decidePin, inRoomSince, isPlainPin, sessionPin } from './session-pin.ts'

describe('a session PIN (RULINGS 14)', () => {
  it('is six digits and nothing else', () => {
    for (const pin of ['12345', '1234567', '12345a', ' 12345', '１２３４５６'])
      expect(sessionPin.safeParse(pin).success).toBe(false)
    expect(sessionPin.safeParse('704913').success).toBe(true)
  })

  it.each(['000000', '121212', '123456', '901234', '987654', '109876'])(
    'is refused when it is as plain as %s',
    (pin) => {
      expect(isPlainPin(pin)).toBe(true)
      expect(decidePin(pin)).toMatchObject({ ok: false, refusal: { code: 'pin-too-plain', field: 'pin' } })
    },
  )

  it.each(['704913', '112233', '135790'])('may be %s', (pin) => {
    expect(decidePin(pin)).toEqual({ ok: true, value: pin })
  })

  it('opens the lock of a device that was in the room up to 20 minutes before it', () => {
    expect(inRoomSince('2026-11-21T10:00:00.000Z' as Instant)).toBe('2026-11-21T09:40:00.000Z')
  })
})
