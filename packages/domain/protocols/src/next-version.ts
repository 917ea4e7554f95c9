import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { type Decision, refuse } from '@holdspace/kit/decision'
import { fork } from './life-cycle.ts'
import { type ProtocolVersion, suppliedDraft } from './protocol-version.ts'
import { type SettledLimit, settleLimits } from './settle-limits.ts'

/** What somebody wants to be different, and why: the beginning of a new version. */
export interface ChangeWish {
  /** `1.1.0`; later than the one it comes from. */
  readonly version: string
  readonly changeNote: string
  readonly values: readonly SettledLimit[]
  readonly on: CalendarDate
}

/**
 * A new draft made from a version of any status, with other values in it, each in the practice's own policy. The version it
 * comes from does not change, and sessions that pinned it keep it. Refuses `VERSION_NOT_LATER`, `NOTHING_CHANGED`,
 * `CHANGE_NOTE_MISSING` and what `settleLimits` refuses.
 */
export function draftChange(from: ProtocolVersion, wish: ChangeWish): Decision<ProtocolVersion> {
  if (compareVersions(wish.version, from.version) <= 0) return refuse(notLater(from.version))
  if (wish.changeNote.trim().length < 10) return refuse(noteMissing)
  if (wish.values.length === 0) return refuse(nothingChanged)
  const forked = fork(from, { version: wish.version, changeNote: wish.changeNote.trim() })
  const settled = settleLimits(forked, wish.values, wish.on)
  if (!settled.ok) return settled
  return { ok: true, value: suppliedDraft({ ...settled.value, changeNote: wish.changeNote.trim() }) }
}

/** The number most changes take: the middle one goes up. */
export function nextVersionNumber(version: string): string {
  const [major = 1, minor = 0] = partsOf(version)
  return `${major}.${minor + 1}.0`
}

/** Below zero where `one` is the earlier version. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)]
  const at = left.findIndex((part, index) => part !== right[index])
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0)
}

function partsOf(version: string): readonly number[] {
  return version.split('.').map(Number)
}

const notLater = (version: string) =>
  ({
    family: 'invalid',
    code: 'VERSION_NOT_LATER',
    sentence: `Give the new version a number later than ${version}.`,
    field: 'version',
  }) as const

const noteMissing = {
  family: 'invalid',
  code: 'CHANGE_NOTE_MISSING',
  sentence: 'Say why it changes, in words that whoever approves it can weigh.',
  field: 'changeNote',
} as const

const nothingChanged = {
  family: 'invalid',
  code: 'NOTHING_CHANGED',
  sentence: 'Change at least one value. A version that says the same is no new version.',
} as const
