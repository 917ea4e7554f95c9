import { attestDay, attestDayInput } from '@holdspace/use-cases/screen/attest-day'
import { attestOwnDay, attestOwnDayInput } from '@holdspace/use-cases/screen/attest-own-day'
import { decideEligibility, decideEligibilityInput } from '@holdspace/use-cases/screen/decide-eligibility'
import { decideSafety, decideSafetyInput } from '@holdspace/use-cases/screen/decide-safety'
import { overrideStop, overrideStopInput } from '@holdspace/use-cases/screen/override-stop'
import { readScreening, readScreeningInput } from '@holdspace/use-cases/screen/read-screening'
import { settleRule, settleRuleInput } from '@holdspace/use-cases/screen/settle-rule'
import { patientProcedure, router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** Whether somebody may be treated: what stands for and against it, and what was decided by whom. */
export const screeningRouter = router({
  ofPatient: staffProcedure('screening.read')
    .input(readScreeningInput)
    .query(({ ctx, input }) => answer(readScreening(ctx.house, ctx.actor, input))),

  attestOwnDay: patientProcedure('screening.attest-day')
    .input(attestOwnDayInput)
    .mutation(({ ctx, input }) => answer(attestOwnDay(ctx.house, ctx.patientActor, input))),

  decide: staffProcedure('screening.decide')
    .input(decideEligibilityInput)
    .mutation(({ ctx, input }) => answer(decideEligibility(ctx.house, ctx.actor, input))),

  override: staffProcedure('screening.override')
    .input(overrideStopInput)
    .mutation(({ ctx, input }) => answer(overrideStop(ctx.house, ctx.actor, input))),

  settle: staffProcedure('screening.decide')
    .input(settleRuleInput)
    .mutation(({ ctx, input }) => answer(settleRule(ctx.house, ctx.actor, input))),

  decideSafety: staffProcedure('safety.decide')
    .input(decideSafetyInput)
    .mutation(({ ctx, input }) => answer(decideSafety(ctx.house, ctx.actor, input))),

  attestDay: staffProcedure('screening.attest-day')
    .input(attestDayInput)
    .mutation(({ ctx, input }) => answer(attestDay(ctx.house, ctx.actor, input))),
})
