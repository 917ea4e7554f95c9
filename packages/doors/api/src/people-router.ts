import { readBanner, readBannerInput } from '@holdspace/use-cases/people/read-banner'
import { readChart, readChartInput } from '@holdspace/use-cases/people/read-chart'
import { searchPeople, searchPeopleInput } from '@holdspace/use-cases/people/search-people'
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
})
