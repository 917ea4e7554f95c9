import { permit } from '@holdspace/clinic/access/permit'
import { inPractice } from '@holdspace/db/database'
import { type PartnerRow, partnersOf } from '@holdspace/db/partner-store'
import { cohortSizes } from '@holdspace/db/release-store'
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
  /** How many people's release to it is in force: its group. */
  readonly people: number
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
  const { now, today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'partner.read', { today })
  if (!permitted.ok) return permitted
  const partners = await partnersOf(house.db, actor.practiceId)
  const people = await inPractice(house.db, actor.practiceId, (tx) => cohortSizes(tx, actor.practiceId, now))
  return accept({
    zone: refs.zone,
    tokenAddress: `${refs.localBase}/auth/token`,
    partners: partners.map((partner) => lineOf(partner, people.get(partner.partnerId) ?? 0)),
    mayRegister: permit(actor, 'partner.register', { today }).ok,
    mayRevoke: permit(actor, 'partner.revoke', { today }).ok,
  })
}

function lineOf(
  { jwks, practiceId: _practice, revokedAt: _revoked, ...line }: PartnerRow,
  people: number,
): PartnerLine {
  return { ...line, people, keyNames: jwks.keys.map((key) => String(key.kid)) }
}
