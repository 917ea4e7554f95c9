import { describe, expect, it } from 'vitest'
import { WrongUsage } from './verb.ts'
import { credentialOf } from './verb-user-add.ts'

describe('a credential on the command line', () => {
  it('given Mara Quist’s licence, then every part of it is read', () => {
    expect(credentialOf('licence:RN:NY-RN-620018:NY:2027-01-31')).toEqual({
      kind: 'licence',
      licenceType: 'RN',
      number: 'NY-RN-620018',
      state: 'NY',
      expires: '2027-01-31',
    })
  })

  it('given a registration without type and state, then these are left out', () => {
    expect(credentialOf('DEA::FA4417729::2027-01-31')).toEqual({
      kind: 'DEA',
      number: 'FA4417729',
      expires: '2027-01-31',
    })
  })

  it.each([
    'licence',
    'licence:RN::NY:2027-01-31',
    'licence:RN:1:NY',
    'diploma:RN:1:NY:2027-01-31',
    'licence:RN:1:NY:2027-01-31:x',
  ])('given %s, then it is wrong usage and says how to write one', (text) => {
    expect(() => credentialOf(text)).toThrow(WrongUsage)
  })
})
