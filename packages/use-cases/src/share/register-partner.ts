import { permit } from '@holdspace/clinic/access/permit'
import { decidePartnerKeys } from '@holdspace/clinic/sharing/partner-keys'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { writeResources } from '@holdspace/db/fhir-store'
import { addPartner } from '@holdspace/db/partner-store'
import { parseScope } from '@holdspace/fhir/system-scope'
import { accept, type Decision } from '@holdspace/kit/decision'
import { type PartnerId, partnerId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { type Acting, accessBy, byWhom, occasionOf } from '../people/acting.ts'
import { practiceWrites } from './practice-fhir.ts'

export const purposes = ['TREAT', 'HPAYMT', 'HOPERAT', 'PATRQT'] as const

export const registerPartnerInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  purpose: z.enum(purposes),
  /** The partner's public keys (JWK Set). */
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
  /** `system/*.rs` or finer: never more than it may read. */
  scopes: z
    .array(z.string().refine((text) => parseScope(text) !== null, 'Write a scope like system/Patient.rs.'))
    .min(1)
    .max(50),
})

export interface RegisteredPartner {
  readonly partnerId: PartnerId
  /** What the partner puts into `iss` and `sub`. */
  readonly clientId: string
}

/** What: an administrator registers another organisation's system. It may then ask for tokens; it sees nobody yet. */
export async function registerPartner(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: Acting,
  input: z.output<typeof registerPartnerInput>,
): Promise<Decision<RegisteredPartner>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'partner.register', { today })
  if (!permitted.ok) return permitted
  const keys = decidePartnerKeys(input.jwks.keys)
  if (!keys.ok) return keys
  const registered = { partnerId: partnerId.parse(house.newId()), clientId: house.newId() }
  const practice = await practiceWrites(house.db, actor.practiceId, house.publicUrl)
  await inPractice(house.db, actor.practiceId, async (tx) => {
    const added = await addPartner(tx, {
      ...registered,
      practiceId: actor.practiceId,
      name: input.name,
      purpose: input.purpose,
      jwks: { keys: keys.value },
      scopes: input.scopes,
      registeredAt: now,
      registeredBy: byWhom(actor).name,
    })
    if (!added) throw new Error('A new id was taken already.')
    // What a partner reads first refers to the practice and its people, so they are there from the first day on.
    await writeResources(tx, actor.practiceId, practice)
    const details = { partnerId: registered.partnerId, scopes: input.scopes }
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, { act: 'partner.register', at: now, details }))
  })
  return accept(registered)
}
