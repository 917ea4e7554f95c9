import { permit } from '@holdspace/clinic/access/permit'
import { type PartnerRow, partnersOf } from '@holdspace/db/partner-store'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '../house.ts'
import { type Acting, occasionOf } from '../people/acting.ts'

export interface PartnerLine
  extends Pick<PartnerRow, 'partnerId' | 'clientId' | 'name' | 'purpose' | 'scopes' | 'status'> {
  readonly registeredAt: Instant
  readonly registeredBy: string
  /** Names of the public keys (kid); the keys themselves are no use to a reader. */
  readonly keyNames: readonly string[]
}

export interface Partners {
  readonly zone: string
  readonly tokenAddress: string
  readonly partners: readonly PartnerLine[]
  readonly mayRegister: boolean
  readonly mayRevoke: boolean
}

/** What: an administrator or the privacy officer looks at which systems may ask for tokens. No patient is told of here. */
export async function listPartners(
  house: Pick<House, 'db' | 'clock' | 'publicUrl'>,
  actor: Acting,
): Promise<Decision<Partners>> {
  const { today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'partner.read', { today })
  if (!permitted.ok) return permitted
  const partners = await partnersOf(house.db, actor.practiceId)
  return accept({
    zone: refs.zone,
    tokenAddress: `${refs.localBase}/auth/token`,
    partners: partners.map(lineOf),
    mayRegister: permit(actor, 'partner.register', { today }).ok,
    mayRevoke: permit(actor, 'partner.revoke', { today }).ok,
  })
}

function lineOf({ jwks, practiceId: _practice, revokedAt: _revoked, ...line }: PartnerRow): PartnerLine {
  return { ...line, keyNames: jwks.keys.map((key) => String(key.kid)) }
}
