import { type BillingProfile, billingProfile } from '@holdspace/billing/billing-profile'
import { centsOf } from '@holdspace/billing/cents'
import { type FeeSchedule, feeSchedule } from '@holdspace/billing/fee-schedule'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { Decision } from '@holdspace/kit/decision'
import type { PatientId, SessionId } from '@holdspace/kit/ids'
import { type Instant, plusMs } from '@holdspace/kit/instant'
import { chargeWithoutSession } from '@holdspace/use-cases/bill/charge-without-session'
import { confirmCharges } from '@holdspace/use-cases/bill/confirm-charges'
import { approveFees, proposeFees, recordProfile } from '@holdspace/use-cases/bill/fee-schedules'
import { issuePaper } from '@holdspace/use-cases/bill/issue-paper'
import { readAccount } from '@holdspace/use-cases/bill/read-account'
import { readSuggestion } from '@holdspace/use-cases/bill/read-suggestion'
import { sellPackage } from '@holdspace/use-cases/bill/sell-package'
import { takePayment } from '@holdspace/use-cases/bill/take-payment'
import type { House } from '@holdspace/use-cases/house'
import { actAs } from './act-as.ts'
import type { StillClock } from './clock.ts'
import { seedSession } from './demo-sessions.ts'
import { danaWhitfield, helenAmes, lenaOkafor, marigoldHouse, priyaRaman, theoLind } from './people.ts'

/** What Marigold House charges. Codes and words are its own; Holdspace ships no CPT list and no CPT descriptor. */
export const marigoldFees: FeeSchedule = feeSchedule.parse({
  title: 'Self-pay fees',
  effectiveFrom: '2025-01-01',
  services: [
    service('KAP-DOSE', 'Medicine session: room, nurse and monitoring', 65_000, 'session', 'practice'),
    service('INF-1', 'Monitored infusion, first hour', 32_000, 'hour', 'nurse'),
    service('INF-ADD', 'Monitored infusion, each further hour', 14_000, 'hour', 'nurse'),
    service('INF-SHORT', 'Monitored infusion, up to 15 minutes', 12_000, 'service', 'nurse'),
    service('INJ-IM', 'Injection into muscle', 7_500, 'injection', 'nurse'),
    service('PSY-30', 'Psychotherapy, 16 to 37 minutes', 11_000, 'service', 'therapist'),
    service('PSY-45', 'Psychotherapy, 38 to 52 minutes', 15_500, 'service', 'therapist'),
    service('PSY-60', 'Psychotherapy, 53 minutes and more', 19_500, 'service', 'therapist'),
    service('PSY-EXTRA', 'Therapist’s time beyond 60 minutes, self-pay', 4_500, '15 minutes', 'therapist'),
    service('PREP', 'Preparation visit', 19_500, 'visit', 'therapist'),
    service('INTEG', 'Integration visit', 19_500, 'visit', 'therapist'),
    service('EVAL', 'First evaluation by the prescriber', 37_500, 'visit', 'prescriber'),
    service('LATE', 'Visit cancelled less than 48 hours before', 10_000, 'visit', 'practice'),
    service('KET-10', 'Ketamine', 350, '10 mg', 'practice'),
  ],
  rules: [
    { rule: 'session', modality: 'kap', code: 'KAP-DOSE', source: 'Marigold House, price list 2025' },
    {
      rule: 'infusion-time',
      modality: 'infusion',
      pausesCountUpToMinutes: 0,
      time: {
        bands: [
          { fromMinutes: 1, toMinutes: 15, code: 'INF-SHORT' },
          { fromMinutes: 16, toMinutes: null, code: 'INF-1' },
        ],
        further: { fromMinutes: 91, everyMinutes: 60, code: 'INF-ADD' },
        withoutStop: 'INF-SHORT',
        source: 'first hour from 16 min; a further hour once more than 30 min of it have run',
      },
    },
    { rule: 'injection', modality: 'infusion', code: 'INJ-IM', source: 'Marigold House, price list 2025' },
    {
      rule: 'psychotherapy-time',
      modality: 'any',
      time: {
        bands: [
          { fromMinutes: 16, toMinutes: 37, code: 'PSY-30' },
          { fromMinutes: 38, toMinutes: 52, code: 'PSY-45' },
          { fromMinutes: 53, toMinutes: null, code: 'PSY-60' },
        ],
        further: null,
        withoutStop: null,
        source: 'thresholds of 16, 38 and 53 min; one unit at most',
      },
      beyond: { afterMinutes: 60, everyMinutes: 15, code: 'PSY-EXTRA' },
    },
    {
      rule: 'drug',
      modality: 'any',
      code: 'KET-10',
      mcgPerUnit: 10_000,
      rounding: 'begun',
      source: 'Marigold House, price list 2025',
    },
  ],
  packages: [
    {
      code: 'KAP-SIX',
      words: 'Six medicine sessions',
      priceCents: 351_000,
      contents: [{ code: 'KAP-DOSE', count: 6 }],
      validMonths: 12,
      transferable: true,
      refund: 'pro-rata',
      noShowConsumes: false,
    },
    {
      code: 'KAP-WHOLE',
      words: 'Preparation, six medicine sessions and six integrations',
      priceCents: 468_000,
      contents: [
        { code: 'PREP', count: 1 },
        { code: 'KAP-DOSE', count: 6 },
        { code: 'INTEG', count: 6 },
      ],
      validMonths: 12,
      transferable: false,
      refund: 'at-list',
      noShowConsumes: false,
    },
  ],
})

/** Numbers that pass their check digit and belong to nobody. */
export const marigoldProfile: BillingProfile = billingProfile.parse({
  legalName: 'Marigold House Medical PLLC',
  addressLines: ['12 Orchard Lane', 'Hudson, NY 12534'],
  phone: '518-555-0142',
  email: 'billing@marigold.example',
  taxId: '00-0000001',
  groupNpi: '1234567893',
  state: 'NY',
  placeOfService: '11',
  termsDays: 30,
  waysToPay: 'At the desk by card, check or cash; by check to the address above.',
  providers: [
    provider('Marigold House Medical PLLC', '', 'practice', '1234567893', null, ''),
    provider('Dr Helen Ames', 'MD', 'prescriber', '1111111112', helenAmes.membershipId, '2084P0800X'),
    provider('Mara Quist', 'RN', 'nurse', '2222222228', null, '163W00000X'),
    provider('Lena Okafor', 'LMFT', 'therapist', '1000000004', lenaOkafor.membershipId, '106H00000X'),
  ],
})

function service(code: string, words: string, unitCents: number, unit: string, performedBy: string) {
  return { code, words, unitCents, unit, performedBy }
}

function provider(
  name: string,
  credential: string,
  performs: string,
  npi: string,
  membershipId: string | null,
  taxonomy: string,
) {
  return { name, credential, performs, npi, membershipId, taxonomy, taxId: '00-0000001', licence: '', state: 'NY' }
}

/** Marigold House’s fees in force and its billing details entered, as an administrator would. */
export async function openBilling(house: House): Promise<void> {
  const admin = actAs(danaWhitfield, house.clock)
  done(await proposeFees(house, admin, { version: 1, schedule: marigoldFees }))
  done(await approveFees(house, admin, { version: 1 }))
  done(await recordProfile(house, admin, { version: 1, profile: marigoldProfile }))
}

/** A package sold at the desk and paid by card. Answers the sale. */
export async function sellPaidPackage(house: House, patientId: PatientId, packageCode = 'KAP-SIX'): Promise<string> {
  const desk = actAs(theoLind, house.clock)
  const { saleId } = done(await sellPackage(house, desk, { saleId: house.newId(), patientId, packageCode }))
  const kind = marigoldFees.packages.find(({ code }) => code === packageCode)
  if (kind === undefined) throw new Error(`Marigold House sells no package ${packageCode}.`)
  const { priceCents: amountCents } = kind
  // The whole payment goes to the package, whatever else is open.
  const paid = {
    paymentId: house.newId(),
    patientId,
    amountCents,
    allocations: [{ itemId: saleId, cents: amountCents }],
    receiptId: null,
  }
  done(await takePayment(house, desk, { ...paid, tender: 'card', reference: 'slip 004417' }))
  return saleId
}

/** The charges of a signed session, confirmed as suggested; packages are used where they cover a line. */
export async function chargeSession(house: House, sessionId: SessionId): Promise<string> {
  const biller = actAs(priyaRaman, house.clock)
  const view = done(await readSuggestion(house, biller, { sessionId }))
  const choices = view.lines.map(({ key, code, units, unitCents, cover }) => ({
    key,
    shownCover: [...cover],
    code,
    units,
    unitCents,
    usePackage: true,
    reason: '',
  }))
  return done(await confirmCharges(house, biller, { sheetId: house.newId(), sessionId, choices })).sheetId
}

/** A first evaluation by Dr Ames, charged without a session. Answers the sheet, which is its item on the account too. */
export async function consultation(house: House, patientId: PatientId): Promise<string> {
  const line = { code: 'EVAL', units: 1, unitCents: centsOf(37_500), usePackage: false, reason: 'First visit' }
  const lines = [{ ...line, renderedBy: '1111111112' }]
  const serviceDate = dateInZone(house.clock(), marigoldHouse.zone)
  const sheet = { sheetId: house.newId(), patientId, serviceDate, lines }
  return done(await chargeWithoutSession(house, actAs(priyaRaman, house.clock), sheet)).sheetId
}

/** Money at the desk, put to the oldest items. */
export async function payAtDesk(house: House, patientId: PatientId, amountCents: number): Promise<string> {
  const desk = actAs(theoLind, house.clock)
  const paid = {
    paymentId: house.newId(),
    patientId,
    tender: 'card',
    reference: 'slip 004418',
    allocations: null,
    receiptId: null,
  } as const
  return done(await takePayment(house, desk, { ...paid, amountCents: centsOf(amountCents) })).paymentId
}

function done<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new Error([decision.refusal.sentence, ...(decision.refusal.details ?? [])].join('\n'))
  return decision.value
}

const dayMs = 24 * 60 * 60_000

/**
 * Somebody who pays for six medicine sessions ahead: an estimate before the care, the package sold and paid by card,
 * four sessions given and charged so that four of six are used, the rest of the last one still owed, its superbill and its
 * invoice made.
 * `daysAgo` are the days of the sessions before `now`; the clock ends on the last of them.
 */
export async function tellSelfPayPackage(
  house: House,
  clock: StillClock,
  {
    patientId,
    now,
    daysAgo,
  }: { readonly patientId: PatientId; readonly now: Instant; readonly daysAgo: readonly number[] },
): Promise<void> {
  const [first = 1] = daysAgo
  clock.set(plusMs(now, -(first + 1) * dayMs))
  await giveEstimate(house, patientId)
  await sellPaidPackage(house, patientId)
  let last = ''
  for (const [at, days] of daysAgo.entries()) {
    clock.set(plusMs(now, -days * dayMs))
    const story = {
      patientId,
      room: 'Willow',
      weightGrams: 74_000,
      heightMm: 1780,
      untilMinute: 90,
      isFinished: true,
      escort: { name: 'Ike Abara', phone: '518-555-0190', relationship: 'brother' },
    }
    last = await chargeSession(house, await seedSession(house, clock, story))
    if (at < daysAgo.length - 1) await payAtDesk(house, patientId, await owedBy(house, patientId))
  }
  const paper = {
    kind: 'superbill' as const,
    sheetIds: [last],
    diagnoses: [{ code: 'F33.1', words: 'Major depressive disorder, recurrent, moderate' }],
    referring: null,
  }
  const rest = { kind: 'invoice' as const, itemIds: [last] }
  for (const one of [paper, rest]) {
    done(await issuePaper(house, actAs(theoLind, house.clock), { paperId: house.newId(), patientId, paper: one }))
  }
}

/** What six sessions with therapy are expected to cost, given at the desk before the first one. */
export async function giveEstimate(house: House, patientId: PatientId): Promise<string> {
  const when = 'over three weeks'
  const paper = {
    kind: 'estimate' as const,
    primaryService: 'Ketamine-assisted psychotherapy, six medicine sessions',
    scheduledFor: null,
    diagnosisCodes: ['F33.1'],
    lines: [
      { code: 'KAP-DOSE', units: 6, when },
      { code: 'PSY-60', units: 6, when },
      { code: 'PSY-EXTRA', units: 12, when },
      { code: 'KET-10', units: 30, when },
      { code: 'PREP', units: 1, when: 'before the first session' },
      { code: 'INTEG', units: 6, when: 'after each session' },
    ],
    separately: ['A booster session after the series'],
  }
  return done(await issuePaper(house, actAs(theoLind, house.clock), { paperId: house.newId(), patientId, paper }))
    .paperId
}

async function owedBy(house: House, patientId: PatientId): Promise<number> {
  return done(await readAccount(house, actAs(theoLind, house.clock), { patientId })).standing.owedCents
}
