import {
  readAccountEvents,
  readAccountEventsInput,
  readAudit,
  readAuditInput,
} from '@holdspace/use-cases/admin/read-audit'
import { readProof, verifyNow } from '@holdspace/use-cases/verify/read-proof'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** The trail (who reached which record, what happened to accounts and logins) and how far the record is proven. */
export const auditRouter = router({
  accesses: staffProcedure('audit.read')
    .input(readAuditInput)
    .query(({ ctx, input }) => answer(readAudit(ctx.house, ctx.actor, input))),

  accountEvents: staffProcedure('audit.read')
    .input(readAccountEventsInput)
    .query(({ ctx, input }) => answer(readAccountEvents(ctx.house, ctx.actor, input))),

  proof: staffProcedure('audit.read').query(({ ctx }) => answer(readProof(ctx.house, ctx.actor))),

  verifyNow: staffProcedure('audit.read').mutation(({ ctx }) => answer(verifyNow(ctx.house, ctx.actor))),
})
