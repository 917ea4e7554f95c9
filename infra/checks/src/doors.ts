import type { Finding } from './finding.ts'
import type { House } from './read-house.ts'
import { type SourceFile, type SyntaxNode, walk } from './source-file.ts'
import { nameOf, nodeAt, nodesAt } from './syntax.ts'

const endings = new Set(['query', 'mutation', 'subscription'])
const withoutAct = new Set(['publicProcedure', 'lockedLoginProcedure'])
/** The two that take an act: for staff, and for patients in their packet. */
const withAct = new Set(['staffProcedure', 'patientProcedure'])
const baseFile = 'packages/doors/api/src/procedure.ts'
export const matrixFile = 'docs/access-matrix.csv'

export interface ProcedureFound {
  readonly path: string
  readonly line: number
  /** The act it was built with; undefined when it stands on none of the base procedures. */
  readonly act: string | undefined
}

/** The start of a chain `staffProcedure('x').input(y).query(z)`. */
function startOf(node: SyntaxNode | undefined): SyntaxNode | undefined {
  if (node?.type === 'CallExpression') {
    const callee = nodeAt(node, 'callee')
    return callee?.type === 'MemberExpression' ? startOf(nodeAt(callee, 'object')) : node
  }
  return node?.type === 'MemberExpression' ? startOf(nodeAt(node, 'object')) : node
}

function actOf(start: SyntaxNode | undefined): string | undefined {
  if (start?.type === 'Identifier') return withoutAct.has(nameOf(start)) ? nameOf(start) : undefined
  if (start?.type !== 'CallExpression' || !withAct.has(nameOf(nodeAt(start, 'callee')))) return undefined
  const act = nodesAt(start, 'arguments')[0]
  return typeof act?.value === 'string' ? act.value : undefined
}

function proceduresIn(file: SourceFile): ProcedureFound[] {
  const found: ProcedureFound[] = []
  walk(file.program, (node) => {
    const callee = node.type === 'CallExpression' ? nodeAt(node, 'callee') : undefined
    if (callee?.type !== 'MemberExpression' || !endings.has(nameOf(callee))) return
    found.push({ path: file.path, line: file.lineOf(node.start), act: actOf(startOf(nodeAt(callee, 'object'))) })
  })
  return found
}

function routerFiles(house: House): readonly SourceFile[] {
  return house.sources.filter(
    (file) => file.path.startsWith('packages/doors/api/src/') && file.path !== baseFile && !file.isTest,
  )
}

/** Every tRPC procedure of the house, with the act it names. */
export function procedures(house: House): readonly ProcedureFound[] {
  return routerFiles(house).flatMap(proceduresIn)
}

/** Acts that have a row in the reviewed matrix: the second cell of each line, after the role. */
function actsInMatrix(house: House): ReadonlySet<string> {
  const lines = (house.texts.get(matrixFile) ?? '').split('\n').slice(1)
  return new Set(lines.map((line) => line.split(',')[1]?.trim() ?? '').filter((act) => act !== ''))
}

/** A procedure without an act, an act without a row in the matrix, or a second place that makes procedures. */
export function doorFindings(house: House): Finding[] {
  const known = actsInMatrix(house)
  const unnamed = procedures(house).flatMap(({ path, line, act }): Finding[] => {
    if (act === undefined) return [{ rule: 'act', path, line, sentence: 'a procedure that names no act' }]
    if (withoutAct.has(act) || known.has(act)) return []
    return [{ rule: 'matrix', path, line, sentence: `${act} has no row in ${matrixFile}` }]
  })
  const secondBase = routerFiles(house)
    .filter((file) => file.text.includes('initTRPC'))
    .map((file) => ({ rule: 'act', path: file.path, line: 1, sentence: `only ${baseFile} makes base procedures` }))
  return [...unnamed, ...secondBase]
}
