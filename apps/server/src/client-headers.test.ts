import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { callerAddress } from './client-headers.ts'

const from = (remoteAddress: string, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage

/** One rule for every door: screens, papers and partners (`doors.ts`); it stands in the access record. */
describe('who asks', () => {
  it('given a proxy on this machine, then the address it adds last is believed, and none that was sent along', () => {
    expect(callerAddress(from('127.0.0.1', '203.0.113.9'), true)).toBe('203.0.113.9')
    expect(callerAddress(from('::1', '198.51.100.1, 203.0.113.9'), true)).toBe('203.0.113.9')
    expect(callerAddress(from('127.0.0.1', 'drop table'), true)).toBe('127.0.0.1')
  })

  it('given no proxy, or a neighbour that is not this machine, then nobody writes their own address', () => {
    expect(callerAddress(from('127.0.0.1', '203.0.113.9'), false)).toBe('127.0.0.1')
    expect(callerAddress(from('192.0.2.4', '203.0.113.9'), true)).toBe('192.0.2.4')
  })
})
