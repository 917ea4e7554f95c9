import { calendarDate } from '@holdspace/kit/calendar-date'
import { describe, expect, it } from 'vitest'
import { type ChartNow, detailProposals, factProposals } from './take-over.ts'

const marisol: ChartNow = {
  person: {
    family: 'Ybarra',
    given: ['Marisol'],
    otherNames: [],
    birthDate: calendarDate.parse('1985-07-14'),
    sex: 'female',
    addresses: [{ lines: ['1 Old Street'], city: 'Hudson', state: 'NY', postalCode: '12534' }],
    telecoms: [
      { system: 'phone', value: '518-555-0100' },
      { system: 'email', value: 'marisol@example.org' },
    ],
  },
  allergyStatus: 'known',
  allergies: [{ concept: { text: 'Penicillin' }, status: 'active' }],
  medications: [{ concept: { text: 'Sertraline' }, status: 'active' }],
}
const told = (answers: Readonly<Record<string, unknown>>) =>
  new Map(Object.entries(answers).map(([question, value]) => [question, { answerId: `answer ${question}`, value }]))

describe('details a patient told', () => {
  it('given another phone, then old and new stand side by side, the address by mail stays and the old number too', () => {
    const [phone] = detailProposals(told({ phone: '518-555-0199' }), marisol)
    expect(phone).toMatchObject({ part: 'phone', now: '518-555-0100', told: '518-555-0199', same: false })
    expect(phone?.change.kind === 'person' && phone.change.person.telecoms.map((one) => one.value)).toEqual([
      '518-555-0199',
      '518-555-0100',
      'marisol@example.org',
    ])
  })

  it('given what the chart says already, then there is nothing to decide', () => {
    const answers = told({
      'address-line': '1 old street',
      'address-city': 'Hudson',
      'address-state': 'NY',
      'address-postal-code': '12534',
    })
    expect(detailProposals(answers, marisol)).toMatchObject([{ part: 'address', same: true }])
  })

  it('given a told weight, then nothing of it is proposed: it is never a weight measured (RULINGS 5)', () => {
    expect(detailProposals(told({ weight: { unit: 'lb', amount: 154 } }), marisol)).toEqual([])
    expect(factProposals(told({ weight: { unit: 'lb', amount: 154 } }), marisol)).toEqual([])
  })
})

describe('allergies and medicines a patient told', () => {
  it('given one known and one new allergy, then only the new one is to be decided', () => {
    const list = [
      { substance: 'penicillin', reaction: 'rash' },
      { substance: 'Latex', reaction: '' },
    ]
    expect(factProposals(told({ allergies: { status: 'known', list } }), marisol)).toMatchObject([
      { part: 'allergy:0', same: true },
      { part: 'allergy:1', same: false, now: null, change: { kind: 'allergy', text: 'Latex', reactions: [] } },
    ])
  })

  it('given “none” while the chart holds one, then the difference is shown', () => {
    const proposals = factProposals(told({ allergies: { status: 'none-known', list: [] } }), marisol)
    expect(proposals).toMatchObject([{ now: 'Penicillin', told: 'No known allergies', same: false }])
  })

  it.each(['not-recorded', 'unavailable'])('given “%s”, then nothing on the chart would change (BN6)', (status) => {
    expect(factProposals(told({ allergies: { status, list: [] } }), marisol)).toEqual([])
  })

  it('given medicines, then each by itself, with how it is taken', () => {
    const list = [
      { name: 'sertraline', dose: '100 mg', howOften: 'daily' },
      { name: 'Lorazepam', dose: '0.5 mg', howOften: '' },
    ]
    expect(factProposals(told({ medicines: { takes: 'yes', list } }), marisol)).toMatchObject([
      { part: 'medicine:0', same: true },
      { part: 'medicine:1', same: false, told: 'Lorazepam, 0.5 mg', change: { instructions: '0.5 mg' } },
    ])
  })
})
