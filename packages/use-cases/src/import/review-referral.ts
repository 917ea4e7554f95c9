import { permit } from '@holdspace/clinic/access/permit'
import type { ProbableDuplicate } from '@holdspace/clinic/referral/duplicates'
import { type Flag, flagsOf, pictureOf } from '@holdspace/clinic/referral/flags'
import type { WhatIsNew } from '@holdspace/clinic/referral/what-is-new'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { findReferral, type ReferralRow } from '@holdspace/db/referral-store'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PatientId, type PracticeId, referralId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { type Acting, accessBy, occasionOf } from '../people/acting.ts'
import { chartToAttach, duplicatesOf } from './referral-duplicates.ts'

export const reviewReferralInput = z.strictObject({ referralId })

/** Somebody on file who may be the same person, beside what attaching would add to their chart. */
export interface DuplicateUnderReview extends ProbableDuplicate<PatientId> {
  readonly news: WhatIsNew
}

export interface ReferralUnderReview {
  readonly today: CalendarDate
  /** IANA zone of the practice. */
  readonly zone: string
  readonly referral: ReferralRow
  readonly flags: readonly Flag[]
  /** Empty once the referral is decided. */
  readonly duplicates: readonly DuplicateUnderReview[]
  readonly mayAccept: { readonly allowed: true } | { readonly allowed: false; readonly why: string }
}

/**
 * What: a reviewer reads a referral before anything is created: flags with their source, what was taken, what was left
 * out and why, and who on file may be the same person. Each chart that is shown beside it counts as read.
 */
export async function reviewReferral(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: Acting,
  input: z.output<typeof reviewReferralInput>,
): Promise<Decision<ReferralUnderReview>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'referral.review', { today })
  if (!permitted.ok) return permitted
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const referral = await findReferral(tx, actor.practiceId, input.referralId)
    if (referral === null) return refuse(noSuchReferral)
    const duplicates =
      referral.status === 'in-review' ? await comparedCharts(tx, actor.practiceId, referral, today) : []
    const touched = { act: 'referral.review', at: now, referralId: referral.referralId }
    const patients = [referral.decision?.patientId ?? undefined, ...duplicates.map((one) => one.person.id)]
    for (const patientId of patients) {
      const access = accessBy(house, actor, patientId === undefined ? touched : { ...touched, patientId })
      await recordAccess(tx, actor.practiceId, access)
    }
    const may = permit(actor, 'referral.accept', { today })
    return accept({
      today,
      zone: refs.zone,
      referral,
      flags: flagsOf(pictureOf(referral.content), today),
      duplicates,
      mayAccept: may.ok ? { allowed: true } : { allowed: false, why: may.refusal.sentence },
    })
  })
}

async function comparedCharts(
  tx: Tx,
  practiceId: PracticeId,
  referral: ReferralRow,
  today: CalendarDate,
): Promise<DuplicateUnderReview[]> {
  const compared: DuplicateUnderReview[] = []
  for (const found of await duplicatesOf(tx, practiceId, referral.content)) {
    const chart = await chartToAttach(tx, practiceId, found.person.id, referral.content, today)
    if (chart !== null) compared.push({ ...found, news: chart.news })
  }
  return compared
}

export const noSuchReferral = {
  family: 'not-found',
  code: 'referral-not-found',
  sentence: 'There is no such referral in this practice.',
} as const
