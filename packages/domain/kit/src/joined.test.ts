import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joined } from './joined.ts'

const named = fc.dictionary(fc.constantFrom('id', 'seq', 'body', 'at', 'late'), fc.anything(), {
  noNullPrototype: true,
})

test('is what a spread of both gives, in the same order, and leaves both as they were', () => {
  fc.assert(
    fc.property(named, named, (first, second) => {
      const [firstBefore, secondBefore] = [{ ...first }, { ...second }]
      const both = joined(first, second)
      expect(both).toStrictEqual({ ...first, ...second })
      expect(Object.keys(both)).toEqual(Object.keys({ ...first, ...second }))
      expect([first, second]).toStrictEqual([firstBefore, secondBefore])
    }),
  )
})
