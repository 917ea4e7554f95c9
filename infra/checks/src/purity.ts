import type { SourceFile, SyntaxNode } from './source-file.ts'
import { dottedName, nameOf, nodeAt, nodesAt, type SyntaxRule } from './syntax.ts'

/**
 * The ground floor reads no clock and rolls no dice, so that the same question always has the same answer. Node's and
 * the browser's own things are already out of reach there: the package's tsconfig knows no such types.
 */
const clockOrChance = new Set(['Date.now', 'Math.random', 'performance.now', 'Temporal.Now', 'Date.parse.now'])

/** Methods of Date that answer in the zone of the machine; a clinic's day is reckoned in the practice's zone (RULINGS 25). */
const localZone =
  /^(get|set)(FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|Year|TimezoneOffset)$|^to(Date|Time|LocaleDate|LocaleTime)String$/

function inDomain(file: SourceFile): boolean {
  return file.path.startsWith('packages/domain/') && file.path.includes('/src/') && !file.isTest
}

function breaks(node: SyntaxNode): string | undefined {
  if (node.type === 'MemberExpression' && clockOrChance.has(dottedName(node))) {
    return `uses ${dottedName(node)}; the clock and chance are handed in`
  }
  if (node.type === 'NewExpression' && nameOf(nodeAt(node, 'callee')) === 'Date') {
    const count = nodesAt(node, 'arguments').length
    if (count === 0) return 'reads the clock with new Date(); an Instant is handed in'
    if (count > 1) return 'builds a Date from parts, which means the zone of the machine'
  }
  if (node.type !== 'CallExpression') return undefined
  const callee = nodeAt(node, 'callee')
  if (callee?.type === 'Identifier' && nameOf(callee) === 'Date') return 'reads the clock with Date()'
  if (callee?.type === 'MemberExpression' && localZone.test(nameOf(callee))) {
    return `calls ${nameOf(callee)}, which answers in the zone of the machine`
  }
  return undefined
}

export const purityRules: readonly SyntaxRule[] = [{ name: 'purity', appliesTo: inDomain, breaks }]
