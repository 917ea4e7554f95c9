import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idSet } from './id-set.ts'

describe('the keys of a session', () => {
  test('are each new once, whatever they look like, as in a set of texts', () => {
    const near = '0190a5b2-1111-7000-8000-00000000000'
    const anyKey = fc.oneof(
      fc.uuid(),
      fc.constantFrom('0', '1', 'f', 'F', 'g', '', '00').map((end) => near + end),
      fc.constant('00000000-0000-0000-0000-000000000000'),
      fc.constant('0190a5b2-1111-7000-8000000-0000000000'),
      fc.string({ minLength: 1 }),
    )
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 60 }), (keys) => {
        const [ours, theirs] = [idSet(), new Set<string>()]
        for (const key of keys) {
          expect(ours.addText(key)).toBe(!theirs.has(key))
          theirs.add(key)
        }
      }),
    )
  })

  test('are all remembered however many they become, read from the middle of a header', () => {
    const keys = idSet()
    const bytes = (number: number) => Buffer.from(`"${String(number).padStart(8, '0')}-0000-7000-8000-000000000000"`)
    const added = () => Array.from({ length: 3000 }, (_, at) => keys.add(bytes(at), 1, 37)).filter(Boolean).length
    expect(added()).toBe(3000)
    expect(added()).toBe(0)
    expect(keys.addText('00000007-0000-7000-8000-000000000000')).toBe(false)
  })
})
