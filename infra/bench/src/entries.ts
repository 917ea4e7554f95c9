import { setTimeout as pause } from 'node:timers/promises'
import { type BenchClinic, openSessions, signIn, tablet, team } from './clinic.ts'
import { atMost, type Figure, percentile, round } from './measure.ts'

const seconds = 12
/** Twenty times as often as a busy room charts (RELIABILITY R13: an entry each 5 s). */
const betweenEntriesMs = 250

/** How long an entry takes to be acknowledged over real HTTP, in 1 and in 10 rooms, on one server and on two. */
export async function entryFigures(clinic: BenchClinic): Promise<Figure[]> {
  const figures: Figure[] = []
  const first = clinic.server().address
  for (const rooms of [1, 10]) figures.push(...(await inRooms(clinic, rooms, [first, first])))
  const second = await clinic.secondServer()
  for (const rooms of [1, 10]) figures.push(...(await inRooms(clinic, rooms, [first, second.address])))
  await second.stop()
  return figures
}

/** The nurse on one address, the therapist on the other, in every room, each sending at an even pace. */
async function inRooms(
  clinic: BenchClinic,
  rooms: number,
  [nurseAt, therapistAt]: readonly [string, string],
): Promise<Figure[]> {
  const sessions = await openSessions(clinic, nurseAt, rooms)
  const nurse = await signIn(nurseAt, team.nurse)
  const therapist = (await signIn(nurseAt, team.therapist)).at(therapistAt)
  const took: number[] = []
  const until = performance.now() + seconds * 1000
  const chart = async (send: () => Promise<number>, offsetMs: number) => {
    await send()
    await pause(offsetMs)
    while (performance.now() < until) {
      const ms = await send()
      took.push(ms)
      await pause(Math.max(0, 2 * betweenEntriesMs - ms))
    }
  }
  await Promise.all(
    sessions.flatMap((session, at) => [
      chart(tablet(nurse, session), (at * 41) % 500),
      chart(tablet(therapist, session), (at * 41 + betweenEntriesMs) % 500),
    ]),
  )
  const where = `${rooms} live ${rooms === 1 ? 'session' : 'sessions'}, ${nurseAt === therapistAt ? 'one server' : 'two servers'}`
  const [p50, p99] = [round(percentile(took, 0.5)), round(percentile(took, 0.99))]
  const note = `${took.length} entries in ${seconds} s`
  const isHeld = rooms === 10
  return [
    {
      area: 'entries',
      name: `p50, ${where}`,
      value: p50,
      unit: 'ms',
      held: p50,
      note,
      ...(isHeld ? { bar: atMost(25, 10, 'ms') } : {}),
    },
    {
      area: 'entries',
      name: `p99, ${where}`,
      value: p99,
      unit: 'ms',
      held: p99,
      note,
      ...(isHeld ? { bar: atMost(150, 50, 'ms') } : {}),
    },
  ]
}
