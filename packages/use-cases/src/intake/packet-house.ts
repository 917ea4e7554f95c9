import type { House } from '../house.ts'

/** What acts on packets need of the house. */
export type PacketHouse = Pick<House, 'db' | 'clock' | 'newId' | 'secretKey' | 'publicUrl' | 'randomBytes'>

/** What reminding of them needs besides: who looks at their tasks is told. */
export type RemindHouse = PacketHouse & Pick<House, 'announce'>

/** What a request without a login says about itself. */
export interface CalledFrom {
  readonly ipAddress: string
}
