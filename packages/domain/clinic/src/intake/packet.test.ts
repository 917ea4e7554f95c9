import { instant, plusMs } from '@holdspace/kit/instant'
import { describe, expect, it } from 'vitest'
import { identityItem, inOrder, type PacketEvent, packetItemOf, packetState } from './packet.ts'

const now = instant.parse('2026-11-21T14:00:00.000Z')
const identity = packetItemOf('identity', 'name-and-birth-date')
const history = packetItemOf('history', '1.0.0')
const phq9 = packetItemOf('instrument', 'phq-9')
const packet = { items: [identity, history, phq9], closesAt: plusMs(now, 1000) }
const event = (kind: PacketEvent['kind'], itemId?: string): PacketEvent => ({
  kind,
  at: now,
  ...(itemId === undefined ? {} : { itemId }),
})

describe('a packet', () => {
  it('given nothing yet, then it is open, at 0 %, and the person has not shown who they are', () => {
    expect(packetState(packet, [event('sent')], now)).toMatchObject({
      standing: 'open',
      percent: 0,
      identityShown: false,
      identityTriesLeft: 3,
      firstOpenedAt: null,
    })
  })

  it('given two of three forms submitted, one of them twice, then it stands at 66 %', () => {
    const events = [
      event('identity-confirmed'),
      event('item-submitted', identity.id),
      event('item-submitted', history.id),
    ]
    const state = packetState(packet, [...events, event('item-submitted', history.id)], now)
    expect(state).toMatchObject({ standing: 'open', percent: 66, identityShown: true })
  })

  it('given every form submitted, then it is complete, also after its last day', () => {
    const all = packet.items.map((item) => event('item-submitted', item.id))
    expect(packetState(packet, all, plusMs(now, 5000)).standing).toBe('complete')
  })

  it('given three wrong identities, then it is stopped and nothing opens it again', () => {
    const refused = [event('identity-refused'), event('identity-refused'), event('identity-refused'), event('stopped')]
    const state = packetState(packet, [...refused, event('identity-confirmed')], now)
    expect(state).toMatchObject({ standing: 'stopped', identityTriesLeft: 0 })
  })

  it('given its last day has passed, then it takes nothing more; revoked beats everything', () => {
    expect(packetState(packet, [], plusMs(now, 1001)).standing).toBe('lapsed')
    expect(packetState(packet, [event('revoked'), event('stopped')], now).standing).toBe('revoked')
  })

  it('given no identity item, then nobody is asked who they are', () => {
    expect(packetState({ ...packet, items: [phq9] }, [], now).identityShown).toBe(true)
  })
})

describe('the order of the forms', () => {
  it('given something to sign and nobody chose the identity form, then it is asked first all the same', () => {
    const [consent, plan, history] = [
      packetItemOf('consent', 'touch'),
      packetItemOf('plan', 'a'),
      packetItemOf('history', '1'),
    ]
    expect(inOrder([consent, history])).toEqual([identityItem, consent, history])
    expect(inOrder([plan])).toEqual([identityItem, plan])
  })

  it('given it was chosen, then it comes first; given nothing is signed and nobody chose it, then it is left out', () => {
    const [phq, history] = [packetItemOf('instrument', 'phq-9'), packetItemOf('history', '1')]
    expect(inOrder([history, identityItem, phq])).toEqual([identityItem, history, phq])
    expect(inOrder([phq])).toEqual([phq])
  })
})
