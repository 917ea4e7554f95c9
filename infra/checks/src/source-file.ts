import { parseSync } from 'oxc-parser'

/** A node of the syntax tree, as loose as a rule needs it. */
export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

export interface ImportOf {
  /** What stands between the quotes. */
  readonly specifier: string
  readonly line: number
  /** True when nothing of it is left after types are erased. */
  readonly typeOnly: boolean
  /** True for `import()`: fetched when it is wanted, not with the page. */
  readonly isLater: boolean
}

export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly program: SyntaxNode
  readonly imports: readonly ImportOf[]
  /** Test code: may use what shipped code may not. */
  readonly isTest: boolean
  lineOf(offset: number): number
}

const testPath = /\.(test|spec)\.tsx?$|\/e2e\/|\/testing(\/|\.tsx?$)|\/test-support\/|\.test-support\.ts$/

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** Calls `visit` for every node, parents before children, with the chain of parents (nearest last). */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode, parents: readonly SyntaxNode[]) => void): void {
  const parents: SyntaxNode[] = []
  const step = (current: SyntaxNode): void => {
    visit(current, parents)
    parents.push(current)
    for (const key in current) {
      const value = current[key]
      if (Array.isArray(value)) {
        for (const item of value) if (isNode(item)) step(item)
      } else if (isNode(value)) step(value)
    }
    parents.pop()
  }
  step(node)
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return (offset) => {
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}

/** Reads one file. A file that does not parse is an error here, so that no rule passes by not looking. */
export function readSource(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text)
  const fatal = parsed.errors.find((error) => error.severity === 'Error')
  if (fatal !== undefined) throw new Error(`${path} does not parse: ${fatal.message}`)
  const lineOf = lineCounter(text)
  const { staticImports, staticExports, dynamicImports } = parsed.module
  const imports: ImportOf[] = staticImports.map((one) => ({
    specifier: one.moduleRequest.value,
    line: lineOf(one.start),
    typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType),
    isLater: false,
  }))
  for (const one of staticExports) {
    const from = one.entries.find((entry) => entry.moduleRequest !== null)?.moduleRequest
    if (from === null || from === undefined) continue
    imports.push({
      specifier: from.value,
      line: lineOf(one.start),
      typeOnly: one.entries.every((entry) => entry.isType),
      isLater: false,
    })
  }
  for (const one of dynamicImports) {
    const literal = /^['"`]([^'"`$]+)['"`]$/.exec(text.slice(one.moduleRequest.start, one.moduleRequest.end))?.[1]
    if (literal !== undefined)
      imports.push({ specifier: literal, line: lineOf(one.start), typeOnly: false, isLater: true })
  }
  return { path, text, program: asNode(parsed.program), imports, isTest: testPath.test(`/${path}`), lineOf }
}

function asNode(value: unknown): SyntaxNode {
  if (isNode(value)) return value
  throw new Error('the parser answered something that is not a syntax tree')
}
