import { addToCareTeam, addToCareTeamInput } from '@holdspace/use-cases/team/add-to-care-team'
import { endCareTeamMembership, endCareTeamPeriodInput } from '@holdspace/use-cases/team/end-care-team-period'
import { readCareTeam, readCareTeamInput } from '@holdspace/use-cases/team/read-care-team'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** Who treats whom, and until when. */
export const teamRouter = router({
  read: staffProcedure('team.read')
    .input(readCareTeamInput)
    .query(({ ctx, input }) => answer(readCareTeam(ctx.house, ctx.actor, input))),

  add: staffProcedure('team.change')
    .input(addToCareTeamInput)
    .mutation(({ ctx, input }) => answer(addToCareTeam(ctx.house, ctx.actor, input))),

  end: staffProcedure('team.change')
    .input(endCareTeamPeriodInput)
    .mutation(({ ctx, input }) => answer(endCareTeamMembership(ctx.house, ctx.actor, input))),
})
