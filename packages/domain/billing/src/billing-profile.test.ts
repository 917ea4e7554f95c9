import { describe, expect, it } from 'vitest'
import { type BillingProvider, billingProfile, renderingProvider } from './billing-profile.ts'

const provider = (name: string, performs: BillingProvider['performs'], npi: string, membershipId: string | null) => ({
  ...{ name, performs, npi, membershipId, credential: '', taxId: '00-0000001', licence: '', taxonomy: '', state: 'NY' },
})
const ames = '018f0000-0000-7000-8000-0000000000a1'
const lind = '018f0000-0000-7000-8000-0000000000a2'

const marigold = billingProfile.parse({
  legalName: 'Marigold House Medical PLLC',
  addressLines: ['12 Orchard Lane'],
  phone: '518-555-0142',
  email: '',
  taxId: '00-0000001',
  groupNpi: '1234567893',
  state: 'NY',
  placeOfService: '11',
  termsDays: 30,
  waysToPay: 'At the desk.',
  providers: [
    provider('Dr Helen Ames', 'prescriber', '1111111112', ames),
    provider('Dr Olaf Lind', 'prescriber', '2222222228', lind),
    provider('Marigold House', 'practice', '1234567893', null),
  ],
})
const [first, second] = marigold.providers
const nameOf = (...asked: Parameters<typeof renderingProvider>) => renderingProvider(...asked)?.name ?? null

describe('who rendered a line', () => {
  it('in a session it is the member who worked in it, else the first who does that kind of work', () => {
    expect(nameOf(marigold, { performedBy: 'prescriber' }, [lind])).toBe(second?.name)
    expect(nameOf(marigold, { performedBy: 'prescriber' }, [])).toBe(first?.name)
  })

  it('without a session it is whom the form named, and nobody when nobody was named', () => {
    expect(nameOf(marigold, { performedBy: 'prescriber', renderedBy: second }, null)).toBe('Dr Olaf Lind')
    expect(nameOf(marigold, { performedBy: 'prescriber' }, null)).toBeNull()
    expect(nameOf(marigold, { performedBy: 'therapist' }, null)).toBeNull()
  })

  it('the practice’s own service is the practice’s, and no clinician’s where the practice is not entered', () => {
    expect(nameOf(marigold, { performedBy: 'practice' }, null)).toBe('Marigold House')
    const clinicians = { ...marigold, providers: marigold.providers.slice(0, 2) }
    expect(nameOf(clinicians, { performedBy: 'practice' }, null)).toBeNull()
  })
})
