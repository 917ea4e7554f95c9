import type { Finding } from './finding.ts'
import type { House } from './read-house.ts'
import { type SourceFile, type SyntaxNode, walk } from './source-file.ts'

/** One rule about the shape of code: answers a sentence for a node that breaks it. */
export interface SyntaxRule {
  readonly name: string
  readonly appliesTo: (file: SourceFile) => boolean
  readonly breaks: (node: SyntaxNode, file: SourceFile, parents: readonly SyntaxNode[]) => string | undefined
}

/** Walks each file once and asks every rule about every node. */
export function syntaxFindings(house: House, rules: readonly SyntaxRule[]): Finding[] {
  return house.sources.flatMap((file) => {
    const asked = rules.filter((rule) => rule.appliesTo(file))
    const findings: Finding[] = []
    if (asked.length === 0) return findings
    walk(file.program, (node, parents) => {
      for (const rule of asked) {
        const sentence = rule.breaks(node, file, parents)
        if (sentence === undefined) continue
        findings.push({ rule: rule.name, path: file.path, line: file.lineOf(node.start), sentence })
      }
    })
    return findings
  })
}

export function nodeAt(node: SyntaxNode, field: string): SyntaxNode | undefined {
  const value = node[field]
  return typeof value === 'object' && value !== null && 'type' in value ? (value as SyntaxNode) : undefined
}

export function nodesAt(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  const value = node[field]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : []
}

/** The name of an identifier, or of the property a member expression ends in. */
export function nameOf(node: SyntaxNode | undefined): string {
  if (node === undefined) return ''
  if (node.type === 'MemberExpression') return nameOf(nodeAt(node, 'property'))
  return typeof node.name === 'string' ? node.name : ''
}

/** `Date.now` for the member expression of that shape; the bare name for an identifier. */
export function dottedName(node: SyntaxNode | undefined): string {
  if (node === undefined) return ''
  if (node.type !== 'MemberExpression') return nameOf(node)
  if (node.computed === true) return ''
  return `${dottedName(nodeAt(node, 'object'))}.${nameOf(nodeAt(node, 'property'))}`
}
