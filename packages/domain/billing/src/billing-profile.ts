import { z } from 'zod'
import { npi, taxId } from './identifiers.ts'

/** Who bills: what stands on every money paper. Entered by the practice; kept version by version. */
const text = z.string().trim().min(1).max(200)

export const billingProvider = z.strictObject({
  membershipId: z.uuid().nullable(),
  name: text,
  credential: z.string().trim().max(60),
  npi,
  taxId,
  licence: z.string().trim().max(60),
  taxonomy: z
    .string()
    .regex(/^[0-9A-Z]{10}$/, 'a taxonomy code has ten characters')
    .or(z.literal('')),
  state: z.string().regex(/^[A-Z]{2}$/, 'two letters'),
  performs: z.enum(['prescriber', 'nurse', 'therapist', 'practice']),
})
export type BillingProvider = z.output<typeof billingProvider>

export const billingProfile = z.strictObject({
  legalName: text,
  addressLines: z.array(text).min(1).max(4),
  phone: text,
  email: z.email().or(z.literal('')),
  taxId,
  groupNpi: npi,
  state: z.string().regex(/^[A-Z]{2}$/, 'two letters'),
  /** Two digits, such as 11 for an office. */
  placeOfService: z.string().regex(/^\d{2}$/, 'two digits'),
  /** Days until an invoice is due. */
  termsDays: z.int().min(0).max(120),
  /** How a patient may pay, one line. */
  waysToPay: text,
  providers: z.array(billingProvider).min(1).max(40),
})
export type BillingProfile = z.output<typeof billingProfile>

/** The provider for a line: the member who did the work, else the first who performs that kind, else the first. */
export function providerFor(
  profile: BillingProfile,
  performedBy: BillingProvider['performs'],
  membershipIds: readonly string[],
): BillingProvider | null {
  const performing = profile.providers.filter(({ performs }) => performs === performedBy)
  const named = performing.find(({ membershipId }) => membershipId !== null && membershipIds.includes(membershipId))
  return named ?? performing[0] ?? profile.providers[0] ?? null
}

/**
 * Who rendered a line, for the superbill. A session says itself who worked in it. What no session gave rise to has the
 * provider who was named with it, the practice where the service is the practice's own, and nobody otherwise: a claim
 * must not name a clinician only because they stand first on a list.
 */
export function renderingProvider(
  profile: BillingProfile,
  line: { readonly performedBy: BillingProvider['performs']; readonly renderedBy?: BillingProvider | undefined },
  /** Members who worked in the session; null where there was none. */
  inSession: readonly string[] | null,
): BillingProvider | null {
  if (line.renderedBy !== undefined) return line.renderedBy
  if (inSession !== null) return providerFor(profile, line.performedBy, inSession)
  if (line.performedBy !== 'practice') return null
  return profile.providers.find(({ performs }) => performs === 'practice') ?? null
}
