import { describe, expect, it } from 'vitest'
import type { DoseRequest } from './dose-request.ts'
import { dose, infusion, injection, refused } from './testing/clinic-day.ts'

type Pin = NonNullable<DoseRequest['pin']>

function pinOf(protocol: typeof infusion): Pin {
  const contentHash = protocol.approvals[0]?.contentHash
  if (contentHash === undefined) throw new Error('The fixture protocol carries no approval.')
  return { protocolId: protocol.id, version: protocol.version, contentHash }
}

describe('the version a session was opened on', () => {
  const pin = pinOf(infusion)

  it('given the pinned version, in force or retired since, then the dose is worked out', () => {
    expect(dose({ pin }).drawnMcg).toBe(35_000)
    expect(dose({ pin, protocol: { ...infusion, status: 'retired' } }).drawnMcg).toBe(35_000)
  })

  it('given another protocol, another number or other content, then each alone is refused', () => {
    const other = pinOf(injection)
    expect(refused({ pin: { ...pin, protocolId: other.protocolId } })).toBe('PROTOCOL_NOT_APPROVED')
    expect(refused({ pin, protocol: { ...infusion, version: '99.0.0' } })).toBe('PROTOCOL_NOT_APPROVED')
    expect(refused({ pin: { ...pin, contentHash: other.contentHash } })).toBe('PROTOCOL_NOT_APPROVED')
  })

  it('given a version that is a draft, then it is refused although it was pinned', () => {
    expect(refused({ pin, protocol: { ...infusion, status: 'draft' } })).toBe('PROTOCOL_NOT_APPROVED')
  })
})
