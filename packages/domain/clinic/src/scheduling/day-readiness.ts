import type { GateLine } from '../gates/gate-lines.ts'
import type { Appointment } from './appointment.ts'

/** One dot of a readiness row: the line of the gate, and how it stands. */
export interface ReadinessDot {
  readonly id: string
  readonly sentence: string
  /** `at-visit` is asked when the person is there, and so is nobody's omission before. */
  readonly shows: 'met' | 'to-do' | 'warns' | 'at-visit'
  /** What the record shows; null for whoever's work does not need to know (45 CFR 164.502(b)). */
  readonly evidence: string | null
  readonly fixedBy: string
}

export interface Readiness {
  readonly dots: readonly ReadinessDot[]
  /** Of those that can be settled before the visit. */
  readonly metCount: number
  readonly askedCount: number
  readonly isReady: boolean
}

/** What one's own work shows: the desk reads the words of what the desk mends, and of the rest only that it is missing. */
export type ReadsEvidence = (line: Pick<GateLine, 'fixedBy'>) => boolean

/** Both gates as one row for a medicine session of the day, each line once, in the order a day meets them. */
export function readinessOf(open: readonly GateLine[], dose: readonly GateLine[], reads: ReadsEvidence): Readiness {
  const known = new Set(open.map((line) => line.id))
  const dots = [...open, ...dose.filter((line) => !known.has(line.id))].map((line) => dotOf(line, reads))
  const asked = dots.filter((dot) => dot.shows === 'met' || dot.shows === 'to-do')
  const metCount = asked.filter((dot) => dot.shows === 'met').length
  return { dots, metCount, askedCount: asked.length, isReady: metCount === asked.length }
}

function dotOf(line: GateLine, reads: ReadsEvidence): ReadinessDot {
  const { id, sentence, fixedBy } = line
  const evidence = reads(line) ? line.evidence : null
  return { id, sentence, fixedBy, evidence, shows: showsOf(line) }
}

function showsOf(line: GateLine): ReadinessDot['shows'] {
  if (line.met) return 'met'
  if (line.state === 'later') return 'at-visit'
  return line.severity === 'warn' ? 'warns' : 'to-do'
}

/** In which order the board shows the day: by the clock; what was cancelled at the end of its own time. */
export function byTheClock(
  one: Pick<Appointment, 'startsAt' | 'status'>,
  other: Pick<Appointment, 'startsAt' | 'status'>,
): number {
  if (one.startsAt !== other.startsAt) return one.startsAt < other.startsAt ? -1 : 1
  return Number(one.status === 'cancelled') - Number(other.status === 'cancelled')
}
