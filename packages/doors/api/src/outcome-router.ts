import { readOutcomes, readOutcomesInput } from '@holdspace/use-cases/outcomes/read-outcomes'
import { readPracticeOutcomes, readPracticeOutcomesInput } from '@holdspace/use-cases/outcomes/read-practice-outcomes'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** How people have fared: one person over time, and the practice by protocol and indication. */
export const outcomeRouter = router({
  ofPatient: staffProcedure('outcome.read')
    .input(readOutcomesInput)
    .query(({ ctx, input }) => answer(readOutcomes(ctx.house, ctx.actor, input))),

  ofPractice: staffProcedure('outcome.read-practice')
    .input(readPracticeOutcomesInput)
    .query(({ ctx, input }) => answer(readPracticeOutcomes(ctx.house, ctx.actor, input))),
})
