import { answerCall, answerCallInput } from '@holdspace/use-cases/calls/answer-call'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** Calls for help: made as an entry of the room, heard over the one event stream, answered here (RULINGS 17). */
export const helpRouter = router({
  answer: staffProcedure('call.answer')
    .input(answerCallInput)
    .mutation(({ ctx, input }) => answer(answerCall(ctx.house, ctx.actor, input))),
})
