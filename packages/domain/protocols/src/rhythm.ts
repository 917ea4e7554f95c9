import { limit } from './limit.ts'
import type { Phase, ProtocolContent } from './protocol-version.ts'
import type { Sourced } from './sourced.ts'

/** The rhythm of a course: how many sessions, how far apart, within how long, and what follows it. */
export interface Rhythm {
  readonly count: number
  readonly minGapHours: number
  /** From the first session to the last at most; null where nothing says. */
  readonly windowDays: number | null
  /** ISO 8601 periods after the course, one for each booster. */
  readonly ladder: readonly string[]
  /** A protocol goes on with its last step; a plan ends with the boosters it names. */
  readonly repeatsLastStep: boolean
  /** More sessions than this in seven days are warned of; null in versions written before anybody said. */
  readonly weekMost: { readonly count: number; readonly source: string } | null
  /** Who says so, in words a person can look up. */
  readonly source: string
}

type Dosing = Extract<Phase, { key: 'dosing' }>

export function dosingPhase({ phases }: Pick<ProtocolContent, 'phases'>): Dosing | null {
  return phases.find((phase): phase is Dosing => phase.key === 'dosing') ?? null
}

/** The rhythm a protocol asks for by itself; null where it has no medicine sessions. */
export function rhythmOf(content: Pick<ProtocolContent, 'phases' | 'title' | 'version'>): Rhythm | null {
  const dosing = dosingPhase(content)
  if (dosing === null) return null
  const maintenance = content.phases.find((phase) => phase.key === 'maintenance')
  return {
    count: limit(dosing.count, 'number of sessions'),
    minGapHours: limit(dosing.minGapHours, 'hours between sessions'),
    windowDays: dosing.windowDays === undefined ? null : limit(dosing.windowDays.max, 'longest course'),
    ladder: maintenance === undefined ? [] : limit(maintenance.ladder, 'maintenance ladder'),
    repeatsLastStep: true,
    weekMost: weekMostOf(dosing),
    source: `${content.title}, version ${content.version}; time between sessions: ${knownBy(dosing.minGapHours)}`,
  }
}

export function weekMostOf({ weekMost }: Dosing): Rhythm['weekMost'] {
  if (weekMost === undefined || weekMost.value === null) return null
  return { count: weekMost.value, source: knownBy(weekMost) }
}

/** `A4 (V)`, `the product’s placeholder`: how well a number is known, beside a warning that rests on it. */
export function knownBy({ evidence, sources, placeholder }: Sourced<unknown>): string {
  return placeholder === true ? 'the product’s placeholder' : `${sources.join(', ')} (${evidence})`
}
