import type { SourceFile, SyntaxNode } from './source-file.ts'
import { dottedName, nameOf, nodeAt, type SyntaxRule } from './syntax.ts'

/** Pages, whose browser calls only its own origin, and our own tools. The server calls nobody yet (SECURITY S44). */
const mayCallOut = ['apps/web/', 'packages/ui/', 'infra/']

function onTheServer(file: SourceFile): boolean {
  return !file.isTest && !mayCallOut.some((place) => file.path.startsWith(place))
}

const outbound = new Set(['fetch', 'globalThis.fetch', 'http.request', 'https.request', 'http.get', 'https.get'])

function callsOut(node: SyntaxNode): string | undefined {
  if (node.type !== 'CallExpression') return undefined
  const name = dottedName(nodeAt(node, 'callee'))
  return outbound.has(name) ? `calls ${name}; nothing on the server speaks to other systems (S44)` : undefined
}

/** Commands as text can be bent by what is put into them; programs are started by name with a list of arguments (BK7). */
function shipped(file: SourceFile): boolean {
  return !file.isTest
}

const asText = new Set(['exec', 'execSync'])

function runsText(node: SyntaxNode, file: SourceFile): string | undefined {
  if (node.type !== 'ImportSpecifier' || !asText.has(nameOf(nodeAt(node, 'imported')))) return undefined
  return file.imports.some((one) => one.specifier === 'node:child_process')
    ? 'runs a command as text; use spawn or execFile with a list of arguments (BK7)'
    : undefined
}

export const outsideRules: readonly SyntaxRule[] = [
  { name: 'outbound', appliesTo: onTheServer, breaks: callsOut },
  { name: 'command-text', appliesTo: shipped, breaks: runsText },
]
