import type { ReleaseTerms } from '@holdspace/clinic/consent/consent-text'
import type { ConsentKind } from '@holdspace/clinic/consent/kinds'
import { consentRules } from '@holdspace/clinic/consent/kinds'
import { releaseKinds, releaseKindWords } from '@holdspace/clinic/sharing/release-parts'
import { membersOf } from '@holdspace/db/account-store'
import type { Tx } from '@holdspace/db/database'
import { findPartner, type PartnerRow, type Purpose } from '@holdspace/db/partner-store'
import { calendarDate } from '@holdspace/kit/calendar-date'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { membershipId, type PracticeId, partnerId } from '@holdspace/kit/ids'
import { z } from 'zod'
import { noSuchPartner } from '../share/revoke-partner.ts'

const dates = { from: calendarDate, until: calendarDate }

/** Whom a release names, and what it opens. Chosen with the patient before the text is shown, and part of the text. */
export const releaseWish = z.discriminatedUnion('to', [
  z.strictObject({
    to: z.literal('partner'),
    partnerId,
    kinds: z.array(z.enum(releaseKinds)).min(1),
    sensitive: z.array(z.enum(['PSY', 'SUD'])),
    ...dates,
  }),
  z.strictObject({ to: z.literal('therapist'), membershipId, ...dates }),
])
export type ReleaseWish = z.output<typeof releaseWish>

export interface FoundTerms {
  readonly terms: ReleaseTerms | null
  readonly partner: PartnerRow | null
}

/** The wish in the words of the text, or why it cannot be one: a release without a recipient says nothing. */
export async function findTerms(
  tx: Tx,
  practiceId: PracticeId,
  kind: ConsentKind,
  wish: ReleaseWish | null,
): Promise<Decision<FoundTerms>> {
  const { recipient } = consentRules[kind]
  if (recipient === null) return wish === null ? accept({ terms: null, partner: null }) : refuse(notARelease)
  if (wish === null || wish.to !== recipient) return refuse(recipientMissing)
  return wish.to === 'partner' ? partnerTerms(tx, practiceId, wish) : therapistTerms(tx, practiceId, wish)
}

async function partnerTerms(
  tx: Tx,
  practiceId: PracticeId,
  wish: Extract<ReleaseWish, { to: 'partner' }>,
): Promise<Decision<FoundTerms>> {
  const partner = await findPartner(tx, practiceId, wish.partnerId)
  if (partner === null) return refuse(noSuchPartner)
  const what = [
    'Name, date of birth, contact details',
    ...releaseKinds.filter((kind) => wish.kinds.includes(kind)).map((kind) => releaseKindWords[kind]),
    wish.sensitive.includes('PSY')
      ? 'Including information about mental health and its treatment'
      : 'Without information about mental health and its treatment',
    wish.sensitive.includes('SUD')
      ? 'Including information about alcohol and drug use and its treatment'
      : 'Without information about alcohol and drug use and its treatment',
  ]
  const { from, until } = wish
  const terms = { recipientId: partner.partnerId, recipientName: partner.name, purpose: purposes[partner.purpose] }
  return accept({ terms: { ...terms, what, from, until }, partner })
}

async function therapistTerms(
  tx: Tx,
  practiceId: PracticeId,
  wish: Extract<ReleaseWish, { to: 'therapist' }>,
): Promise<Decision<FoundTerms>> {
  const members = await membersOf(tx, practiceId)
  const therapist = members.find(
    (one) => one.membershipId === wish.membershipId && one.role === 'outside-therapist' && one.active,
  )
  if (therapist === undefined) return refuse(noSuchTherapist)
  const { from, until } = wish
  return accept({
    terms: {
      recipientId: therapist.membershipId,
      recipientName: therapist.displayName,
      purpose: 'So that the therapist can prepare, accompany and follow up the treatment together with the care team.',
      what: [
        'Name, date of birth, contact details, allergies and problems',
        'The treatment plan and the notes handed over before and after sessions',
        'The record of medicine sessions, and the scores of questionnaires',
        'Messages of the care team that are marked for the therapist',
      ],
      from,
      until,
    },
    partner: null,
  })
}

const purposes: { readonly [P in Purpose]: string } = {
  TREAT: 'For my treatment there.',
  HPAYMT: 'For payment of my care.',
  HOPERAT: 'For running and checking its health care services.',
  PATRQT: 'Because I ask for it.',
}

const notARelease = {
  family: 'invalid',
  code: 'consent-is-no-release',
  field: 'release',
  sentence: 'This consent lets nobody else see the record. A release is a form of its own.',
} as const

const recipientMissing = {
  family: 'invalid',
  code: 'release-without-recipient',
  field: 'release',
  sentence: 'Choose who may see the record, what of it, and until when.',
} as const

const noSuchTherapist = {
  family: 'not-found',
  code: 'therapist-not-found',
  field: 'release.membershipId',
  sentence: 'There is no such outside therapist among the members of this practice.',
} as const
