import { describe, expect, it } from 'vitest'
import { suppliedProtocols } from './supplied.ts'

describe('where the supplied protocols are carried out', () => {
  it('every supplied protocol asks for a private room (RULINGS 13)', () => {
    expect(suppliedProtocols.length).toBeGreaterThan(0)
    expect(suppliedProtocols.filter(({ setting }) => !setting.privateRoom).map(({ id }) => id)).toEqual([])
  })
})
