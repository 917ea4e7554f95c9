import { approveProtocol, approveProtocolInput } from '@holdspace/use-cases/protocols/approve-protocol'
import { draftVersion, draftVersionInput } from '@holdspace/use-cases/protocols/draft-version'
import { proposeProtocol, proposeProtocolInput } from '@holdspace/use-cases/protocols/propose-protocol'
import { protocolNamed } from '@holdspace/use-cases/protocols/protocol-named'
import { readProtocols } from '@holdspace/use-cases/protocols/read-protocols'
import { retireProtocol } from '@holdspace/use-cases/protocols/retire-protocol'
import { returnToDraft } from '@holdspace/use-cases/protocols/return-to-draft'
import { submitDraft } from '@holdspace/use-cases/protocols/submit-draft'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

export const protocolRouter = router({
  shelf: staffProcedure('protocol.read').query(({ ctx }) => answer(readProtocols(ctx.house, ctx.actor))),

  propose: staffProcedure('protocol.approve')
    .input(proposeProtocolInput)
    .mutation(({ ctx, input }) => answer(proposeProtocol(ctx.house, ctx.actor, input))),

  draft: staffProcedure('protocol.draft')
    .input(draftVersionInput)
    .mutation(({ ctx, input }) => answer(draftVersion(ctx.house, ctx.actor, input))),

  submit: staffProcedure('protocol.draft')
    .input(protocolNamed)
    .mutation(({ ctx, input }) => answer(submitDraft(ctx.house, ctx.actor, input))),

  returnToDraft: staffProcedure('protocol.approve')
    .input(protocolNamed)
    .mutation(({ ctx, input }) => answer(returnToDraft(ctx.house, ctx.actor, input))),

  retire: staffProcedure('protocol.approve')
    .input(protocolNamed)
    .mutation(({ ctx, input }) => answer(retireProtocol(ctx.house, ctx.actor, input))),

  approve: staffProcedure('protocol.approve')
    .input(approveProtocolInput)
    .mutation(({ ctx, input }) => answer(approveProtocol(ctx.house, ctx.actor, input))),
})
