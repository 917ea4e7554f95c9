import type { SourceFile, SyntaxNode } from './source-file.ts'
import { dottedName, nameOf, nodeAt, nodesAt, type SyntaxRule } from './syntax.ts'

export const longestFunction = 70

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/** Tests name many cases in one `describe`; its length says nothing about how hard it is to read. */
function shipped(file: SourceFile): boolean {
  return !file.isTest
}

function everywhere(): boolean {
  return true
}

/** Files that may read the environment: `env.ts`, and the configuration files of tools. */
function notEnv(file: SourceFile): boolean {
  return !/(^|\/)(env\.(ts|mjs)|[^/]+\.config\.(ts|mjs))$/.test(file.path)
}

function tooLong(node: SyntaxNode, file: SourceFile): string | undefined {
  if (!functions.has(node.type)) return undefined
  const lines = file.lineOf(node.end) - file.lineOf(node.start) + 1
  return lines > longestFunction
    ? `a function of ${lines} lines; at most ${longestFunction} can be seen at once`
    : undefined
}

function readsEnvironment(node: SyntaxNode): string | undefined {
  return node.type === 'MemberExpression' && dottedName(node) === 'process.env'
    ? 'reads process.env; only a file called env.ts may'
    : undefined
}

function escapesTypes(node: SyntaxNode): string | undefined {
  if (node.type === 'TSAnyKeyword') return 'says any; say what it is, or unknown'
  if (node.type === 'TSNonNullExpression') return 'claims with ! that something is there; look and answer'
  return undefined
}

function passesEverythingOn(node: SyntaxNode): string | undefined {
  return node.type === 'ExportAllDeclaration' ? 'export * hides where things live; name what is exported' : undefined
}

const reExport = new Set(['ExportNamedDeclaration', 'ExportAllDeclaration'])

/** A file of nothing but re-exports is a second address for the same thing. */
function isBarrel(node: SyntaxNode): string | undefined {
  if (node.type !== 'Program') return undefined
  const body = Array.isArray(node.body) ? node.body : []
  const onlyPassesOn = body.every((one: SyntaxNode) => reExport.has(one.type) && nodeAt(one, 'source') !== undefined)
  return body.length > 0 && onlyPassesOn ? 'only re-exports; import from where the thing lives' : undefined
}

const silences = /@ts-(ignore|nocheck|expect-error)/

function silencesTheCompiler(node: SyntaxNode, file: SourceFile): string | undefined {
  return node.type === 'Program' && silences.test(file.text) ? 'silences the compiler; mend the type' : undefined
}

function isServerAction(node: SyntaxNode): string | undefined {
  return node.type === 'ExpressionStatement' && node.directive === 'use server'
    ? 'is a server action; every mutation is a tRPC procedure (SECURITY S43)'
    : undefined
}

const switchedOff = new Set(['skip', 'only', 'todo', 'fixme', 'fails'])
const testWords = new Set(['test', 'it', 'describe'])

/**
 * A test that is switched off proves nothing. Allowed is a condition with its reason, for data a stranger's clone lacks
 * (RULINGS 24): `skipIf(…)`, or Playwright's `test.skip(condition, reason)`.
 */
function switchesTestOff(node: SyntaxNode, _file: SourceFile, parents: readonly SyntaxNode[]): string | undefined {
  if (node.type !== 'MemberExpression' || !switchedOff.has(nameOf(node))) return undefined
  const call = parents.at(-1)
  const [condition, reason] = call?.type === 'CallExpression' ? nodesAt(call, 'arguments') : []
  if (nameOf(node) === 'skip' && reason !== undefined && condition?.type !== 'Literal' && !functions.has(reason.type)) {
    return undefined
  }
  const [first = ''] = dottedName(node).split('.')
  return testWords.has(first) ? `${dottedName(node)} keeps a test from running or from failing` : undefined
}

export const tidyRules: readonly SyntaxRule[] = [
  { name: 'function-length', appliesTo: shipped, breaks: tooLong },
  { name: 'environment', appliesTo: notEnv, breaks: readsEnvironment },
  { name: 'escape', appliesTo: everywhere, breaks: escapesTypes },
  { name: 'export-star', appliesTo: everywhere, breaks: passesEverythingOn },
  { name: 'barrel', appliesTo: shipped, breaks: isBarrel },
  { name: 'silenced', appliesTo: (file) => !file.path.startsWith('infra/checks/'), breaks: silencesTheCompiler },
  { name: 'server-action', appliesTo: everywhere, breaks: isServerAction },
  { name: 'switched-off', appliesTo: (file) => file.isTest, breaks: switchesTestOff },
]
