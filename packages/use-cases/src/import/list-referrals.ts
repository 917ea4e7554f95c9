import { permit } from '@holdspace/clinic/access/permit'
import { referralStatuses } from '@holdspace/clinic/referral/decide-referral'
import type { FlagSeverity } from '@holdspace/clinic/referral/flag-rules'
import { flagsOf, pictureOf } from '@holdspace/clinic/referral/flags'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { listReferrals as listStored, type ReferralCursor, type ReferralRow } from '@holdspace/db/referral-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { PatientId, ReferralId } from '@holdspace/kit/ids'
import { type Instant, instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { type Acting, accessBy, occasionOf } from '../people/acting.ts'

export const listReferralsInput = z.strictObject({
  status: z.enum(referralStatuses),
  cursor: z.strictObject({ receivedAt: instant, id: z.uuid() }).nullable().default(null),
})

/** A line of the list: who, from when, and how many reasons to look twice. */
export interface ReferralLine {
  readonly referralId: ReferralId
  readonly fileName: string
  readonly family: string
  readonly given: readonly string[]
  readonly birthDate: CalendarDate
  readonly receivedAt: Instant
  readonly receivedByName: string
  readonly flags: readonly { readonly title: string; readonly severity: FlagSeverity }[]
  readonly patientId: PatientId | null
  readonly decidedByName: string | null
}

export interface ReferralPage {
  readonly today: CalendarDate
  /** IANA zone of the practice. */
  readonly zone: string
  readonly referrals: readonly ReferralLine[]
  readonly next: ReferralCursor | null
}

/** What: staff who take in referrals see those of one status, newest first, 25 at a time. */
export async function listReferrals(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: Acting,
  input: z.output<typeof listReferralsInput>,
): Promise<Decision<ReferralPage>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'referral.review', { today })
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const page = await listStored(tx, actor.practiceId, input.status, input.cursor, 25)
    const details = { status: input.status, count: page.referrals.length }
    await recordAccess(tx, actor.practiceId, accessBy(house, actor, { act: 'referral.review', at: now, details }))
    return accept({
      today,
      zone: refs.zone,
      referrals: page.referrals.map((row) => lineOf(row, today)),
      next: page.next,
    })
  })
}

function lineOf(row: ReferralRow, today: CalendarDate): ReferralLine {
  const { family, given, birthDate } = row.content.person
  const titles = new Map(flagsOf(pictureOf(row.content), today).map((flag) => [flag.title, flag.severity]))
  return {
    referralId: row.referralId,
    fileName: row.fileName,
    family,
    given,
    birthDate,
    receivedAt: row.receivedAt,
    receivedByName: row.receivedByName,
    flags: [...titles].map(([title, severity]) => ({ title, severity })),
    patientId: row.decision?.patientId ?? null,
    decidedByName: row.decision?.byName ?? null,
  }
}
