import type { PatientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '@holdspace/use-cases/house'
import type { StillClock } from './clock.ts'
import type { DemoStory } from './demo-referrals.ts'
import { type DemoSession, minutesBefore, seedSession } from './demo-sessions.ts'

type Person = Pick<DemoSession, 'weightGrams' | 'heightMm' | 'escort'>

/** What was given so far to somebody of the demo: on which days before it begins, and where the last session stands. */
interface Course extends Person {
  readonly story: DemoStory
  readonly room: string
  /** Days before the demo begins on which a whole session was given and signed, oldest first. */
  readonly daysAgo: readonly number[]
  /** Minutes ago the session of today was opened, and the minute of its infusion at which the story stands. */
  readonly now?: { readonly openedMinutesAgo: number; readonly untilMinute: number }
}

const courses: readonly Course[] = [
  {
    story: 'relapse',
    room: 'Willow',
    weightGrams: 69_300,
    heightMm: 1650,
    escort: { name: 'Tunde Adeyemi', phone: '518-555-0152', relationship: 'husband' },
    daysAgo: [66, 62, 59, 55],
  },
  {
    story: 'series-complete',
    room: 'Willow',
    weightGrams: 68_000,
    heightMm: 1720,
    escort: { name: 'Nils Lindqvist', phone: '518-555-0177', relationship: 'brother' },
    daysAgo: [46, 43, 39, 36, 32, 29],
  },
  {
    story: 'non-responder',
    room: 'Cedar',
    weightGrams: 88_200,
    heightMm: 1810,
    escort: { name: 'Joan Whitlock', phone: '518-555-0118', relationship: 'wife' },
    daysAgo: [24, 20, 17, 13],
  },
  {
    story: 'consent-withdrawn',
    room: 'Fern',
    weightGrams: 81_600,
    heightMm: 1790,
    escort: { name: 'Vera Petrova', phone: '518-555-0160', relationship: 'mother' },
    daysAgo: [15],
  },
  {
    story: 'ready-today',
    room: 'Willow',
    weightGrams: 64_200,
    heightMm: 1660,
    escort: { name: 'Rosalind Okoye', phone: '518-555-0139', relationship: 'sister' },
    daysAgo: [8, 4],
  },
  {
    story: 'in-recovery',
    room: 'Fern',
    weightGrams: 58_900,
    heightMm: 1630,
    escort: { name: 'Ilse Halloran', phone: '518-555-0121', relationship: 'daughter' },
    daysAgo: [5],
    now: { openedMinutesAgo: 81, untilMinute: 70 },
  },
  {
    story: 'in-session',
    room: 'Cedar',
    weightGrams: 71_500,
    heightMm: 1740,
    escort: { name: 'Bao Tran', phone: '518-555-0163', relationship: 'husband' },
    daysAgo: [9, 5],
    now: { openedMinutesAgo: 27, untilMinute: 18 },
  },
]

/** The days before the demo on which this person was given a dose. */
export function doseDaysOf(story: DemoStory): readonly number[] {
  return courses.find((one) => one.story === story)?.daysAgo ?? []
}

/** Who comes with somebody of the demo, and is called in an emergency too. */
export function escortOf(story: DemoStory): DemoSession['escort'] | undefined {
  return courses.find((one) => one.story === story)?.escort
}

/** Gives every session of the past as it would have been charted, and leaves today's where their stories stand. */
export async function tellCourses(
  house: House,
  clock: StillClock,
  now: Instant,
  charts: Readonly<Record<DemoStory, PatientId>>,
): Promise<void> {
  for (const { story, room, daysAgo, now: today, ...person } of courses) {
    const patientId = charts[story]
    for (const days of daysAgo) {
      clock.set(minutesBefore(now, days * 24 * 60))
      await seedSession(house, clock, { patientId, room, ...person, untilMinute: 90, isFinished: true })
    }
    if (today === undefined) continue
    clock.set(minutesBefore(now, today.openedMinutesAgo))
    const { untilMinute } = today
    await seedSession(house, clock, { patientId, room, ...person, untilMinute, isFinished: false })
  }
}
