import {
  readAccountEvents,
  readAccountEventsInput,
  readAudit,
  readAuditInput,
} from '@holdspace/use-cases/admin/read-audit'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** The two halves of the trail: who reached which record, and what happened to accounts and logins. */
export const auditRouter = router({
  accesses: staffProcedure('audit.read')
    .input(readAuditInput)
    .query(({ ctx, input }) => answer(readAudit(ctx.house, ctx.actor, input))),

  accountEvents: staffProcedure('audit.read')
    .input(readAccountEventsInput)
    .query(({ ctx, input }) => answer(readAccountEvents(ctx.house, ctx.actor, input))),
})
