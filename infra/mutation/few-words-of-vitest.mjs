import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect'

/**
 * The words of Vitest that the domain's tests use: describe, it, test, expect, with `each` and `skipIf`. The matchers
 * are Vitest's own. A word that is missing here stops the run when the tests are read, so nothing is left out silently.
 */
export const tests = []
let path = []

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

export const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect)
Object.assign(expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT], {
  getState: () => getState(expect),
  setState: (state) => setState(state, expect),
  extend: (matchers) => chai.expect.extend(expect, matchers),
})
setState({ assertionCalls: 0, isExpectingAssertions: false, isExpectingAssertionsError: null }, expect)
Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: expect, writable: true, configurable: true })

function each(word) {
  return (rows) => (name, work) => {
    for (const [index, row] of rows.entries()) {
      word(`${name} #${index}`, () => work(...(Array.isArray(row) ? row : [row])))
    }
  }
}

export function it(name, work) {
  const id = `${tests.length}: ${[...path, name].join(' › ')}`
  tests.push({ id, name: id, run: work })
}
it.each = each(it)

export function describe(name, fill) {
  path = [...path, name]
  fill()
  path = path.slice(0, -1)
}
describe.each = each(describe)
describe.skipIf = (condition) => (condition ? () => undefined : describe)

export { it as test }
