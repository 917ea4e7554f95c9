import { generateKeyPairSync } from 'node:crypto'
import { releaseKinds } from '@holdspace/clinic/sharing/release-parts'
import { type CalendarDate, dateInZone } from '@holdspace/kit/calendar-date'
import { type PartnerId, type PatientId, type ReleaseId, releaseId } from '@holdspace/kit/ids'
import { plusMinutes } from '@holdspace/kit/instant'
import type { House } from '@holdspace/use-cases/house'
import { recordRelease } from '@holdspace/use-cases/share/record-release'
import { registerPartner } from '@holdspace/use-cases/share/register-partner'
import { actAs } from './act-as.ts'
import { danaWhitfield, maraQuist, marigoldHouse } from './people.ts'

/** What a partner's programmer needs: who it is, what it may ask for, and its private key, public here like all of it. */
export interface SeededPartner {
  readonly partnerId: PartnerId
  readonly name: string
  readonly clientId: string
  readonly scope: string
  readonly privateJwk: object
  /** The Group of those who released their record to it. */
  readonly groupId: string
}

const partnerName = 'Riverside Primary Care'
const scope = 'system/*.rs'

/** Riverside Primary Care, registered as an administrator registers any partner. It sees nobody until a release says so. */
export async function seedPartner(house: House): Promise<SeededPartner> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' })
  const named = { kid: 'riverside-1', alg: 'ES384', use: 'sig' }
  const registered = await registerPartner(house, actAs(danaWhitfield, house.clock), {
    name: partnerName,
    purpose: 'TREAT',
    jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), ...named }] },
    scopes: [scope],
  })
  if (!registered.ok) throw new Error(registered.refusal.sentence)
  const privateJwk = { ...privateKey.export({ format: 'jwk' }), ...named }
  return { ...registered.value, name: partnerName, scope, privateJwk, groupId: registered.value.partnerId }
}

const halfYearMinutes = 183 * 24 * 60

/** The patient signed on paper that this partner may read everything that is shared; from today for half a year unless told. */
export async function seedRelease(
  house: House,
  partner: Pick<SeededPartner, 'partnerId'>,
  patientId: PatientId,
  dates: { readonly from: CalendarDate; readonly until: CalendarDate } = fromToday(house),
): Promise<ReleaseId> {
  const recorded = await recordRelease(house, actAs(maraQuist, house.clock), {
    releaseId: releaseId.parse(house.newId()),
    patientId,
    partnerId: partner.partnerId,
    kinds: [...releaseKinds],
    sensitive: ['PSY', 'SUD'],
    givenHow: 'Signed on paper at the front desk',
    ...dates,
  })
  if (!recorded.ok) throw new Error(recorded.refusal.sentence)
  return recorded.value.releaseId
}

function fromToday(house: House) {
  const { zone } = marigoldHouse
  return {
    from: dateInZone(house.clock(), zone),
    until: dateInZone(plusMinutes(house.clock(), halfYearMinutes), zone),
  }
}
