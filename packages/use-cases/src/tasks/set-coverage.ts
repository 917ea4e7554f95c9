import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { coverageGroups } from '@holdspace/clinic/tasks/task-kinds'
import { membersOf } from '@holdspace/db/account-store'
import { addCoverageLine, endCoverageLine, setOpeningHours } from '@holdspace/db/coverage-store'
import { inPractice } from '@holdspace/db/database'
import { dateInZone, plusPeriod } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { membershipId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'

export const setCoverageInput = z.discriminatedUnion('change', [
  z.strictObject({
    change: z.literal('add'),
    /** Made once per intention: sent twice, it is one line. */
    id: z.uuid(),
    group: z.enum(coverageGroups),
    hours: z.enum(['opening-hours', 'out-of-hours', 'always']),
    step: z.int().min(1).max(20),
    membershipId,
  }),
  z.strictObject({ change: z.literal('end'), id: z.uuid() }),
  z.strictObject({
    change: z.literal('opening-hours'),
    week: z
      .array(
        z
          .strictObject({
            weekday: z.int().min(1).max(7),
            opensMinute: z.int().min(0).max(1439),
            closesMinute: z.int().min(1).max(1440),
          })
          .refine((hours) => hours.closesMinute > hours.opensMinute, 'a day ends after it begins'),
      )
      .max(21)
      .refine(
        (week) => new Set(week.map((hours) => `${hours.weekday} ${hours.opensMinute}`)).size === week.length,
        'a day opens once at a time',
      ),
  }),
])

/** What: the administrator says who answers which tasks in which hours; it holds at once. A line is ended, never erased. */
export async function setCoverage(
  house: Pick<House, 'db' | 'clock'>,
  actor: StaffActor,
  input: z.output<typeof setCoverageInput>,
): Promise<Decision<{ readonly set: true }>> {
  const now = house.clock()
  const today = dateInZone(now, actor.practiceZone)
  const permitted = permit(actor, 'coverage.set', { today })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  if (input.change === 'add') {
    const members = await membersOf(house.db, practiceId)
    const member = members.find((one) => one.active && one.membershipId === input.membershipId)
    if (member === undefined || member.role === 'outside-therapist') return refuse(cannotCover)
  }
  return inPractice(house.db, practiceId, async (tx) => {
    switch (input.change) {
      case 'add': {
        const { change: _add, ...line } = input
        const set = { at: now, byName: actor.displayName }
        await addCoverageLine(tx, practiceId, { ...line, from: today, until: null }, set)
        return accept({ set: true } as const)
      }
      case 'end': {
        const ended = await endCoverageLine(tx, practiceId, input.id, plusPeriod(today, '-P1D'))
        return ended ? accept({ set: true } as const) : refuse(noSuchLine)
      }
      case 'opening-hours':
        await setOpeningHours(tx, practiceId, input.week)
        return accept({ set: true } as const)
    }
  })
}

const cannotCover = {
  family: 'unprocessable',
  code: 'cannot-cover',
  sentence: 'Only somebody of the practice’s own staff can be on the roster.',
  field: 'membershipId',
} as const

const noSuchLine = {
  family: 'not-found',
  code: 'coverage-line-not-found',
  sentence: 'This line of the roster is not there.',
} as const
