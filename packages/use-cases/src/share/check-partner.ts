import { permit } from '@holdspace/clinic/access/permit'
import { decidePartnerKeys } from '@holdspace/clinic/sharing/partner-keys'
import { parseScope } from '@holdspace/fhir/system-scope'
import { accept, type Decision } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { House } from '../house.ts'
import { type Acting, occasionOf } from '../people/acting.ts'

export const checkPartnerInput = z.strictObject({
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
  scopes: z.array(z.string()).max(50),
})

export interface PartnerCheck {
  /** One line a question: whether it is in order, and why. */
  readonly lines: readonly { readonly isMet: boolean; readonly words: string }[]
  /** What the partner's programmer has to put into the token request. */
  readonly rules: readonly string[]
}

/** What: before registering, an administrator has the pasted keys and scopes looked at. Nothing is kept. */
export async function checkPartner(
  house: Pick<House, 'db' | 'clock' | 'publicUrl'>,
  actor: Acting,
  input: z.output<typeof checkPartnerInput>,
): Promise<Decision<PartnerCheck>> {
  const { today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'partner.register', { today })
  if (!permitted.ok) return permitted
  const keys = decidePartnerKeys(input.jwks.keys)
  const unread = input.scopes.filter((scope) => parseScope(scope) === null)
  const lines = [
    keys.ok
      ? { isMet: true, words: keys.value.map(keyWords).join(' ') }
      : { isMet: false, words: keys.refusal.sentence },
    input.scopes.length > 0 && unread.length === 0
      ? { isMet: true, words: `It may ask for ${input.scopes.join(' ')}, and sees whom a release opens.` }
      : {
          isMet: false,
          words: `Write scopes like system/*.rs${unread.length === 0 ? '' : `; not ${unread.join(' ')}`}.`,
        },
  ]
  const address = `${refs.localBase}/auth/token`
  const rules = [
    `Sign with one of these keys and name it in the header (kid).`,
    `aud is exactly ${address}, as one text.`,
    'iss and sub are the client id; exp is at most five minutes ahead; jti is new each time.',
  ]
  return accept({ lines, rules })
}

function keyWords(key: Readonly<Record<string, unknown>>): string {
  return `Key ${String(key.kid)} signs ${key.kty === 'RSA' ? 'RS384' : 'ES384'}.`
}
