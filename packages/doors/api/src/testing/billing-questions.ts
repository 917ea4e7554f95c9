import { actAs } from '@holdspace/fixture-clinic/act-as'
import { chargeSession, openBilling, payAtDesk, sellPaidPackage } from '@holdspace/fixture-clinic/billing-fixtures'
import { demoReferrals, referralOf } from '@holdspace/fixture-clinic/demo-referrals'
import { seedSession } from '@holdspace/fixture-clinic/demo-sessions'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import { danaWhitfield, priyaRaman, theoLind } from '@holdspace/fixture-clinic/people'
import type { TestHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId, SessionId } from '@holdspace/kit/ids'
import { issuePaper } from '@holdspace/use-cases/bill/issue-paper'
import { readSuggestion } from '@holdspace/use-cases/bill/read-suggestion'

/** An account on which every act of billing can be asked: charges, a session that waits, money held, packages, a paper. */
export interface BillingThere {
  readonly patientId: PatientId
  readonly otherPatientId: PatientId
  readonly sessionId: SessionId
  readonly choices: readonly unknown[]
  readonly sheetId: string
  readonly paymentId: string
  readonly toEnd: string
  readonly toMove: string
  readonly paperId: string
}

export async function seedBilling({ house, clock }: TestHouse, otherPatientId: PatientId): Promise<BillingThere> {
  const desk = actAs(theoLind, clock.now)
  await openBilling(house)
  const patientId = await openChart(house, desk, referralOf(demoReferrals['self-pay-package']))
  const story = {
    patientId,
    room: 'Willow',
    weightGrams: 68_000,
    heightMm: 1720,
    untilMinute: 90,
    isFinished: true,
    escort: { name: 'Tove Abara', phone: '518-555-0177', relationship: 'sister' },
  }
  const sheetId = await chargeSession(house, await seedSession(house, clock, story))
  const toEnd = await sellPaidPackage(house, patientId)
  const toMove = await sellPaidPackage(house, patientId)
  const paymentId = await payAtDesk(house, patientId, 100)
  const sessionId = await seedSession(house, clock, story)
  const view = await readSuggestion(house, actAs(priyaRaman, clock.now), { sessionId })
  if (!view.ok) throw new Error(view.refusal.sentence)
  const choices = view.value.lines.map(({ key, code, units, unitCents, cover: shownCover }) => ({
    shownCover,
    key,
    code,
    units,
    unitCents,
    usePackage: false,
    reason: '',
  }))
  const paperId = house.newId()
  const issued = await issuePaper(house, desk, { paperId, patientId, paper: { kind: 'receipt', paymentId } })
  if (!issued.ok) throw new Error(issued.refusal.sentence)
  return { patientId, otherPatientId, sessionId, choices, sheetId, paymentId, toEnd, toMove, paperId }
}

const consultation = {
  code: 'EVAL',
  units: 1,
  unitCents: 37_500,
  usePackage: false,
  reason: 'First visit',
  renderedBy: null,
}

const reason = 'Asked for at the desk'

/** Every procedure of billing that reaches somebody's account, in an order in which each can be asked. */
export function billingQuestions(newId: () => string, there: () => BillingThere) {
  const patient = () => ({ patientId: there().patientId })
  const desk = (input: () => object) => ({ who: theoLind, input: () => ({ ...patient(), ...input() }) })
  const billing = (input: () => object) => ({ who: priyaRaman, input: () => ({ ...patient(), ...input() }) })
  return {
    'billing.practice': { who: danaWhitfield, input: () => ({ day: null }) },
    'billing.account': desk(() => ({})),
    'billing.papers': desk(() => ({})),
    'billing.suggestion': { who: priyaRaman, input: () => ({ sessionId: there().sessionId }) },
    'billing.chargeWithoutSession': {
      who: priyaRaman,
      input: () => ({
        sheetId: newId(),
        patientId: there().patientId,
        serviceDate: '2026-11-20',
        lines: [consultation],
      }),
    },
    'billing.confirmCharges': {
      who: priyaRaman,
      input: () => ({ sheetId: newId(), sessionId: there().sessionId, choices: there().choices }),
    },
    'billing.sellPackage': desk(() => ({ saleId: newId(), packageCode: 'KAP-SIX' })),
    'billing.takePayment': desk(() => ({
      paymentId: newId(),
      amountCents: 50_000,
      tender: 'cash',
      reference: '',
      allocations: [],
      receiptId: newId(),
    })),
    'billing.applyCredit': desk(() => ({ applyId: newId(), allocations: [{ itemId: there().sheetId, cents: 1_000 }] })),
    'billing.refund': billing(() => ({ refundId: newId(), amountCents: 500, tender: 'cash', reference: '', reason })),
    'billing.writeOff': billing(() => ({
      writeOffId: newId(),
      itemId: there().sheetId,
      amountCents: 500,
      reason,
    })),
    'billing.issuePaper': desk(() => ({
      paperId: newId(),
      paper: { kind: 'statement', from: '2026-11-01', until: '2026-11-30' },
    })),
    'billing.voidPaper': billing(() => ({ paperId: there().paperId, reason })),
    'billing.reverseEntry': billing(() => ({ reversalId: newId(), entryId: there().paymentId, reason })),
    'billing.voidCharges': billing(() => ({ reversalId: newId(), sheetId: there().sheetId, reason })),
    'billing.endPackage': billing(() => ({ entryId: newId(), saleId: there().toEnd, how: 'refund', reason })),
    'billing.transferPackage': billing(() => ({
      sentId: newId(),
      receivedId: newId(),
      saleId: there().toMove,
      toPatientId: there().otherPatientId,
      reason,
    })),
  } as const
}
