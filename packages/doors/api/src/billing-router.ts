import { chargeWithoutSession, chargeWithoutSessionInput } from '@holdspace/use-cases/bill/charge-without-session'
import { confirmCharges, confirmChargesInput } from '@holdspace/use-cases/bill/confirm-charges'
import {
  refundCredit,
  refundInput,
  reverseEntry,
  reverseEntryInput,
  voidCharges,
  voidChargesInput,
  writeOff,
  writeOffInput,
} from '@holdspace/use-cases/bill/correct-account'
import {
  approveFees,
  approveFeesInput,
  proposeFees,
  proposeFeesInput,
  readFees,
  recordProfile,
  recordProfileInput,
} from '@holdspace/use-cases/bill/fee-schedules'
import { issuePaper, issuePaperInput, voidPaper, voidPaperInput } from '@holdspace/use-cases/bill/issue-paper'
import { readAccount, readAccountInput } from '@holdspace/use-cases/bill/read-account'
import { readPapers, readPapersInput } from '@holdspace/use-cases/bill/read-papers'
import { readPracticeMoney, readPracticeMoneyInput } from '@holdspace/use-cases/bill/read-practice-money'
import { readSuggestion, readSuggestionInput } from '@holdspace/use-cases/bill/read-suggestion'
import {
  endPackage,
  endPackageInput,
  sellPackage,
  sellPackageInput,
  transferPackage,
  transferPackageInput,
} from '@holdspace/use-cases/bill/sell-package'
import { applyCredit, applyCreditInput, takePayment, takePaymentInput } from '@holdspace/use-cases/bill/take-payment'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** What the practice charges, each patient's account, packages, and the papers about money. */
export const billingRouter = router({
  practice: staffProcedure('billing.read-practice')
    .input(readPracticeMoneyInput)
    .query(({ ctx, input }) => answer(readPracticeMoney(ctx.house, ctx.actor, input))),

  fees: staffProcedure('fee-schedule.read').query(({ ctx }) => answer(readFees(ctx.house, ctx.actor))),

  proposeFees: staffProcedure('fee-schedule.change')
    .input(proposeFeesInput)
    .mutation(({ ctx, input }) => answer(proposeFees(ctx.house, ctx.actor, input))),

  approveFees: staffProcedure('fee-schedule.change')
    .input(approveFeesInput)
    .mutation(({ ctx, input }) => answer(approveFees(ctx.house, ctx.actor, input))),

  recordProfile: staffProcedure('fee-schedule.change')
    .input(recordProfileInput)
    .mutation(({ ctx, input }) => answer(recordProfile(ctx.house, ctx.actor, input))),

  account: staffProcedure('billing.read')
    .input(readAccountInput)
    .query(({ ctx, input }) => answer(readAccount(ctx.house, ctx.actor, input))),

  papers: staffProcedure('patient.read')
    .input(readPapersInput)
    .query(({ ctx, input }) => answer(readPapers(ctx.house, ctx.actor, input))),

  suggestion: staffProcedure('billing.read')
    .input(readSuggestionInput)
    .query(({ ctx, input }) => answer(readSuggestion(ctx.house, ctx.actor, input))),

  confirmCharges: staffProcedure('billing.charge')
    .input(confirmChargesInput)
    .mutation(({ ctx, input }) => answer(confirmCharges(ctx.house, ctx.actor, input))),

  chargeWithoutSession: staffProcedure('billing.charge')
    .input(chargeWithoutSessionInput)
    .mutation(({ ctx, input }) => answer(chargeWithoutSession(ctx.house, ctx.actor, input))),

  voidCharges: staffProcedure('billing.charge')
    .input(voidChargesInput)
    .mutation(({ ctx, input }) => answer(voidCharges(ctx.house, ctx.actor, input))),

  takePayment: staffProcedure('billing.take-payment')
    .input(takePaymentInput)
    .mutation(({ ctx, input }) => answer(takePayment(ctx.house, ctx.actor, input))),

  applyCredit: staffProcedure('billing.take-payment')
    .input(applyCreditInput)
    .mutation(({ ctx, input }) => answer(applyCredit(ctx.house, ctx.actor, input))),

  sellPackage: staffProcedure('billing.take-payment')
    .input(sellPackageInput)
    .mutation(({ ctx, input }) => answer(sellPackage(ctx.house, ctx.actor, input))),

  endPackage: staffProcedure('billing.give-back')
    .input(endPackageInput)
    .mutation(({ ctx, input }) => answer(endPackage(ctx.house, ctx.actor, input))),

  transferPackage: staffProcedure('billing.give-back')
    .input(transferPackageInput)
    .mutation(({ ctx, input }) => answer(transferPackage(ctx.house, ctx.actor, input))),

  refund: staffProcedure('billing.give-back')
    .input(refundInput)
    .mutation(({ ctx, input }) => answer(refundCredit(ctx.house, ctx.actor, input))),

  writeOff: staffProcedure('billing.give-back')
    .input(writeOffInput)
    .mutation(({ ctx, input }) => answer(writeOff(ctx.house, ctx.actor, input))),

  reverseEntry: staffProcedure('billing.give-back')
    .input(reverseEntryInput)
    .mutation(({ ctx, input }) => answer(reverseEntry(ctx.house, ctx.actor, input))),

  issuePaper: staffProcedure('billing.issue-paper')
    .input(issuePaperInput)
    .mutation(({ ctx, input }) => answer(issuePaper(ctx.house, ctx.actor, input))),

  voidPaper: staffProcedure('billing.give-back')
    .input(voidPaperInput)
    .mutation(({ ctx, input }) => answer(voidPaper(ctx.house, ctx.actor, input))),
})
