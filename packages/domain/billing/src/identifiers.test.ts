import { describe, expect, it } from 'vitest'
import { claimNdc, diagnosisCode, isNpi, taxId } from './identifiers.ts'

describe('identifiers (BILLING sections 4 and 9)', () => {
  it.each(['1234567893', '1111111112', '1000000004', '2222222228'])('%s is an NPI', (text) => {
    expect(isNpi(text)).toBe(true)
  })

  it.each(['1234567890', '1243567893', '1234657893', '123456789', '12345678A3', '9876543213'])('%s is none', (text) => {
    expect(isNpi(text)).toBe(false)
  })

  it.each([
    ['50458-028-02', '50458002802'],
    ['42023-113-10', '42023011310'],
    ['0409-2051-05', '00409205105'],
    ['12345-6789-1', '12345678901'],
    ['1234-567-8', null],
    ['ketamine', null],
  ])('the printed NDC %s is %s on a claim', (printed, eleven) => {
    expect(claimNdc(printed)).toBe(eleven)
  })

  it('a social security number is no tax number here', () => {
    expect(taxId.safeParse('12-3456789').success).toBe(true)
    expect(taxId.safeParse('123-45-6789').success).toBe(false)
  })

  it.each(['F33.1', 'F41.1', 'M79.7', 'G90.50', 'F32.A', 'R45.851'])('%s has the shape of a diagnosis code', (text) => {
    expect(diagnosisCode.safeParse(text).success).toBe(true)
  })
  it.each(['', 'depression', '33.1', 'F3'])('"%s" has not', (text) => {
    expect(diagnosisCode.safeParse(text).success).toBe(false)
  })
})
