import { listOutbox } from '@holdspace/use-cases/mail/list-outbox'
import { sendAgain, sendAgainInput } from '@holdspace/use-cases/mail/send-again'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** Messages to people, and those that did not arrive. */
export const mailRouter = router({
  outbox: staffProcedure('mail.read').query(({ ctx }) => answer(listOutbox(ctx.house, ctx.actor))),

  sendAgain: staffProcedure('mail.send-again')
    .input(sendAgainInput)
    .mutation(({ ctx, input }) => answer(sendAgain(ctx.house, ctx.actor, input))),
})
