import {
  correctBirthDate,
  correctBirthDateInput,
  editDetails,
  editDetailsInput,
} from '@holdspace/use-cases/people/edit-details'
import { readBanner, readBannerInput } from '@holdspace/use-cases/people/read-banner'
import { readChart, readChartInput } from '@holdspace/use-cases/people/read-chart'
import { readDetails, readDetailsInput } from '@holdspace/use-cases/people/read-details'
import { readHealth, readHealthInput } from '@holdspace/use-cases/people/read-health'
import { recordFact, recordFactInput } from '@holdspace/use-cases/people/record-fact'
import {
  recordWeight,
  recordWeightInput,
  takeBackWeight,
  takeBackWeightInput,
} from '@holdspace/use-cases/people/record-weight'
import { registerPerson, registerPersonInput } from '@holdspace/use-cases/people/register-person'
import { reviewList, reviewListInput } from '@holdspace/use-cases/people/review-list'
import { searchPeople, searchPeopleInput } from '@holdspace/use-cases/people/search-people'
import { stateFact, stateFactInput } from '@holdspace/use-cases/people/state-fact'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

export const peopleRouter = router({
  /** Sent as a mutation, so that a name travels in the body: addresses are kept in logs and histories (S36). */
  search: staffProcedure('people.search')
    .input(searchPeopleInput)
    .mutation(({ ctx, input }) => answer(searchPeople(ctx.house, ctx.actor, input))),

  banner: staffProcedure('patient.read')
    .input(readBannerInput)
    .query(({ ctx, input }) => answer(readBanner(ctx.house, ctx.actor, input))),

  chart: staffProcedure('patient.read')
    .input(readChartInput)
    .query(({ ctx, input }) => answer(readChart(ctx.house, ctx.actor, input))),

  register: staffProcedure('patient.register')
    .input(registerPersonInput)
    .mutation(({ ctx, input }) => answer(registerPerson(ctx.house, ctx.actor, input))),

  details: staffProcedure('patient.read')
    .input(readDetailsInput)
    .query(({ ctx, input }) => answer(readDetails(ctx.house, ctx.actor, input))),

  editDetails: staffProcedure('patient.edit')
    .input(editDetailsInput)
    .mutation(({ ctx, input }) => answer(editDetails(ctx.house, ctx.actor, input))),

  correctBirthDate: staffProcedure('patient.edit')
    .input(correctBirthDateInput)
    .mutation(({ ctx, input }) => answer(correctBirthDate(ctx.house, ctx.actor, input))),

  health: staffProcedure('chart.read-facts')
    .input(readHealthInput)
    .query(({ ctx, input }) => answer(readHealth(ctx.house, ctx.actor, input))),

  recordFact: staffProcedure('chart.change-facts')
    .input(recordFactInput)
    .mutation(({ ctx, input }) => answer(recordFact(ctx.house, ctx.actor, input))),

  stateFact: staffProcedure('chart.change-facts')
    .input(stateFactInput)
    .mutation(({ ctx, input }) => answer(stateFact(ctx.house, ctx.actor, input))),

  reviewList: staffProcedure('chart.change-facts')
    .input(reviewListInput)
    .mutation(({ ctx, input }) => answer(reviewList(ctx.house, ctx.actor, input))),

  recordWeight: staffProcedure('chart.weigh')
    .input(recordWeightInput)
    .mutation(({ ctx, input }) => answer(recordWeight(ctx.house, ctx.actor, input))),

  takeBackWeight: staffProcedure('chart.weigh')
    .input(takeBackWeightInput)
    .mutation(({ ctx, input }) => answer(takeBackWeight(ctx.house, ctx.actor, input))),
})
