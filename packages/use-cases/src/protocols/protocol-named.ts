import type { ProtocolStatus } from '@holdspace/protocols/protocol-version'
import { z } from 'zod'

/** One version of one protocol. */
export const protocolNamed = z.strictObject({
  protocolId: z.string().min(1).max(100),
  version: z.string().min(1).max(20),
})

export interface ProtocolMoved {
  readonly protocolId: string
  readonly version: string
  readonly status: ProtocolStatus
}

export const noSuchProtocol = {
  family: 'not-found',
  code: 'protocol-not-found',
  sentence: 'There is no such protocol version in this practice.',
} as const
