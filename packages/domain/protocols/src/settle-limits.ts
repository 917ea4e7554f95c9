import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { contradictions } from './feasibility.ts'
import { limitName } from './limit-names.ts'
import { allLimits, type FoundLimit, isSourced, nameOf } from './limits-set.ts'
import { type ProtocolContent, type ProtocolVersion, protocolContent } from './protocol-version.ts'
import type { Source } from './sourced.ts'

/** One open limit with what the medical director decided and where the practice wrote it down. */
export interface SettledLimit {
  /** As `openLimits` names it. */
  readonly path: string
  /** In the record's own unit: micrograms, minutes, percent. */
  readonly value: number
  /** The practice's own policy, in words: `Dosing policy 2026-01, section 3`. */
  readonly policy: string
}

const policyPrefix = 'policy-'

/**
 * The content of a draft with the practice's own values in place of what it leaves open; each value names the policy it
 * stands in, because a number never stands alone (house rule of PROTOCOLS). Evidence stays `G`: a decision, no reading.
 * Refuses `LIMIT_VALUE_NOT_USABLE` and `PROTOCOL_CONTRADICTS_ITSELF`, so that a ceiling below the usual dose is found
 * while it is typed and not on the day of approval.
 */
export function settleLimits(
  version: ProtocolVersion,
  settled: readonly SettledLimit[],
  on: CalendarDate,
): Decision<ProtocolContent> {
  const { contentHash, status, approvals, effectiveFrom, effectiveTo, reviewBy, ...content } = version
  if (settled.length === 0) return accept(content)
  const isTaken = (id: string) => content.sources.some((source) => source.id === id)
  const policies = sourcesOf(settled, on, isTaken)
  const values = new Map(
    settled.map(({ path, value, policy }) => {
      const source = policies.find((one) => one.title === policy.trim())
      return [path, { value, evidence: 'G', sources: source === undefined ? [] : [source.id] }]
    }),
  )
  const read = protocolContent.safeParse({
    ...(replaced(content, '', values) as ProtocolContent),
    changeNote: 'The supplied draft with the practice’s own values where it leaves them open',
    sources: [...content.sources, ...policies],
  })
  if (!read.success) {
    return refuse({
      family: 'invalid',
      code: 'LIMIT_VALUE_NOT_USABLE',
      sentence: 'One of the values cannot be used: enter a number in the unit that stands beside it.',
      details: settled.map((one) => limitName(one.path)),
    })
  }
  const used = withoutUnusedPolicies(read.data)
  const wrong = contradictions(used)
  if (wrong.length === 0) return accept(used)
  return refuse({
    family: 'unprocessable',
    code: 'PROTOCOL_CONTRADICTS_ITSELF',
    sentence: 'With these values the protocol cannot work as it is written.',
    details: wrong,
  })
}

/** The limits that this practice settled itself, to be read over before approving. */
export function settledLimits(content: ProtocolContent): readonly FoundLimit[] {
  return allLimits(content).filter((one) => one.sources.some((id) => id.startsWith(policyPrefix)))
}

function sourcesOf(settled: readonly SettledLimit[], on: CalendarDate, isTaken: (id: string) => boolean): Source[] {
  const titles = [...new Set(settled.map((one) => one.policy.trim()))]
  const free: string[] = []
  for (let number = 1; free.length < titles.length; number += 1) {
    if (!isTaken(`${policyPrefix}${number}`)) free.push(`${policyPrefix}${number}`)
  }
  return titles.map((title, at) => ({
    id: free[at] ?? `${policyPrefix}${title}`,
    kind: 'clinic-policy',
    ref: title,
    title,
    checkedOn: on,
  }))
}

function replaced(node: unknown, path: string, values: ReadonlyMap<string, object>): unknown {
  if (typeof node !== 'object' || node === null) return node
  if (isSourced(node)) return values.get(path) ?? node
  const below = (name: string) => (path === '' ? name : `${path}.${name}`)
  if (Array.isArray(node)) return node.map((item: unknown, at) => replaced(item, below(nameOf(item, at)), values))
  return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, replaced(member, below(name), values)]))
}

/** A policy that was entered and then corrected must not stay behind as a source of nothing. */
function withoutUnusedPolicies(content: ProtocolContent): ProtocolContent {
  const used = new Set(allLimits(content).flatMap((one) => one.sources))
  return { ...content, sources: content.sources.filter(({ id }) => !id.startsWith(policyPrefix) || used.has(id)) }
}
