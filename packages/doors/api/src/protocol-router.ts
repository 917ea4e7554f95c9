import { approveProtocol, approveProtocolInput } from '@holdspace/use-cases/protocols/approve-protocol'
import { proposeProtocol, proposeProtocolInput } from '@holdspace/use-cases/protocols/propose-protocol'
import { readProtocols } from '@holdspace/use-cases/protocols/read-protocols'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

export const protocolRouter = router({
  shelf: staffProcedure('protocol.read').query(({ ctx }) => answer(readProtocols(ctx.house, ctx.actor))),

  propose: staffProcedure('protocol.approve')
    .input(proposeProtocolInput)
    .mutation(({ ctx, input }) => answer(proposeProtocol(ctx.house, ctx.actor, input))),

  approve: staffProcedure('protocol.approve')
    .input(approveProtocolInput)
    .mutation(({ ctx, input }) => answer(approveProtocol(ctx.house, ctx.actor, input))),
})
