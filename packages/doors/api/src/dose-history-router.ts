import { enterDoseElsewhere, enterDoseElsewhereInput } from '@holdspace/use-cases/doses/enter-dose-elsewhere'
import { readDoseHistory, readDoseHistoryInput } from '@holdspace/use-cases/doses/read-dose-history'
import { recordReview, recordReviewInput } from '@holdspace/use-cases/doses/record-review'
import { takeBackDoseElsewhere, takeBackDoseElsewhereInput } from '@holdspace/use-cases/doses/take-back-dose-elsewhere'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** What a person had so far, here and elsewhere, and the reviews it makes due. */
export const doseHistoryRouter = router({
  read: staffProcedure('dose-history.read')
    .input(readDoseHistoryInput)
    .query(({ ctx, input }) => answer(readDoseHistory(ctx.house, ctx.actor, input))),

  enterElsewhere: staffProcedure('dose-history.enter')
    .input(enterDoseElsewhereInput)
    .mutation(({ ctx, input }) => answer(enterDoseElsewhere(ctx.house, ctx.actor, input))),

  takeBackElsewhere: staffProcedure('dose-history.enter')
    .input(takeBackDoseElsewhereInput)
    .mutation(({ ctx, input }) => answer(takeBackDoseElsewhere(ctx.house, ctx.actor, input))),

  recordReview: staffProcedure('dose-history.review')
    .input(recordReviewInput)
    .mutation(({ ctx, input }) => answer(recordReview(ctx.house, ctx.actor, input))),
})
