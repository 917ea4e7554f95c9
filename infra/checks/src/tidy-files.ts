import { basename } from 'node:path'
import type { Finding } from './finding.ts'
import type { House } from './read-house.ts'
import { type SourceFile, type SyntaxNode, walk } from './source-file.ts'

export const longestFile = 400

const drawers = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'lib', 'misc', 'shared'])

const tables = new Set(['ArrayExpression', 'ObjectExpression', 'TemplateLiteral'])
const notData = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration', 'ClassDeclaration'])

/** Lines taken by data: literals (array, object, text) of the top level that hold no function. Data may be long. */
function tableLines(file: SourceFile): number {
  const literals: SyntaxNode[] = []
  const withCode = new Set<SyntaxNode>()
  walk(file.program, (node, parents) => {
    if (notData.has(node.type)) for (const parent of parents) withCode.add(parent)
    const insideCode = parents.some((parent) => notData.has(parent.type))
    if (tables.has(node.type) && !insideCode) literals.push(node)
  })
  const data = literals.filter((one) => !withCode.has(one))
  const outermost = data.filter(
    (one) => !data.some((other) => other !== one && other.start <= one.start && other.end >= one.end),
  )
  return outermost.reduce((total, one) => total + file.lineOf(one.end) - file.lineOf(one.start), 0)
}

function lengthFindings(house: House): Finding[] {
  return house.sources.flatMap((file) => {
    if (file.isTest) return []
    const all = file.lineOf(file.text.length) - 1
    if (all <= longestFile) return []
    const lines = all - tableLines(file)
    if (lines <= longestFile) return []
    return [
      {
        rule: 'file-length',
        path: file.path,
        line: 1,
        sentence: `${lines} lines besides tables; split it by reason to change`,
      },
    ]
  })
}

function drawerFindings(house: House): Finding[] {
  const folders = house.folders.filter((folder) => drawers.has(basename(folder)))
  const files = house.sources.filter((file) => drawers.has(basename(file.path).replace(/\.(ts|tsx|mjs)$/, '')))
  return [...folders, ...files.map((file) => file.path)].map((path) => ({
    rule: 'drawer',
    path,
    line: 1,
    sentence: 'is a drawer; name it for what is in it',
  }))
}

function indexFindings(house: House): Finding[] {
  return house.sources
    .filter((file) => /(^|\/)index\.(ts|tsx|mjs)$/.test(file.path))
    .map((file) => ({
      rule: 'barrel',
      path: file.path,
      line: 1,
      sentence: 'is called index; name it for what is in it',
    }))
}

function mapFindings(house: House): Finding[] {
  const map = house.texts.get('docs/map.md') ?? ''
  return house.packages
    .filter((one) => !map.includes(`\`${one.folder}\``))
    .map((one) => ({
      rule: 'map',
      path: 'docs/map.md',
      line: 1,
      sentence: `does not name \`${one.folder}\` (${one.name})`,
    }))
}

const topLevel = new Set(['apps', 'packages', 'infra', 'docs'])

function topLevelFindings(house: House): Finding[] {
  return house.folders
    .filter((folder) => !folder.includes('/') && !folder.startsWith('.') && !topLevel.has(folder) && folder !== 'bench')
    .map((path) => ({ rule: 'top-level', path, line: 1, sentence: 'the top level is fixed (docs/map.md)' }))
}

/** Rules about files, folders and names. */
export function tidyFileFindings(house: House): Finding[] {
  return [
    ...lengthFindings(house),
    ...drawerFindings(house),
    ...indexFindings(house),
    ...mapFindings(house),
    ...topLevelFindings(house),
  ]
}
