import type { Instant } from '@holdspace/kit/instant'
import { boundsInForce, boundWords, setByWords } from '@holdspace/protocols/limits'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { Bodies } from '@holdspace/record/catalogue'
import type { SessionState } from '@holdspace/record/state'

export type PinnedLimit = NonNullable<Bodies['session-opened']['patientLimits']>[number]

interface Pin {
  readonly from: Instant
  readonly limits: readonly PinnedLimit[]
}

/**
 * The limits of this person that ruled at a moment (RULINGS 5). They are pinned twice from the plan in force: when the
 * session opens, and again with every order, so that a plan signed in between rules from its first dose on and never
 * changes what was judged before. Older sessions pinned none: there the protocol's own stand.
 */
export function patientLimitsAt(state: SessionState, at: Instant): readonly PinnedLimit[] {
  const pins = pinsOf(state)
  return (pins.findLast((pin) => pin.from <= at) ?? pins[0])?.limits ?? []
}

function pinsOf({ opened, orders }: SessionState): readonly Pin[] {
  return [...(opened === null ? [] : [opened]), ...orders].flatMap(({ recordedAt, patientLimits }) =>
    patientLimits === undefined ? [] : [{ from: recordedAt, limits: patientLimits }],
  )
}

/** Which limits of this person ruled from a moment on; no lines where the protocol's own did. */
export interface LimitsThatRuled {
  readonly from: Instant
  /** A sentence each: the limit, the number it stands in place of, who set it, when and why. */
  readonly lines: readonly string[]
}

/** What ruled and from when, as the paper prints it: one row for each change, the first for the opening. */
export function limitsThatRuled(state: SessionState, protocol: ProtocolVersion): readonly LimitsThatRuled[] {
  const told = pinsOf(state).map(({ from, limits }) => ({ from, lines: linesOf(limits, protocol) }))
  return told.filter(({ lines }, at) => at === 0 || lines.join('\n') !== told[at - 1]?.lines.join('\n'))
}

function linesOf(limits: readonly PinnedLimit[], protocol: ProtocolVersion): readonly string[] {
  return protocol.rules.flatMap((rule) =>
    boundsInForce(protocol, rule, limits).flatMap((line, at): readonly string[] => {
      const stated = rule.any[at]
      if (line.patientLimit === null || stated === undefined) return []
      const instead = `in place of ${boundWords({ ...line, bound: stated.value })}`
      return [`${boundWords(line)} ${instead} (${rule.prompt}), ${setByWords(line.patientLimit)}`]
    }),
  )
}
