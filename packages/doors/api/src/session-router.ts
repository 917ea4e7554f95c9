import { readGate, readGateInput } from '@holdspace/use-cases/gates/read-gate'
import { countersignOrder, countersignOrderInput } from '@holdspace/use-cases/session/countersign-order'
import { openSession, openSessionInput } from '@holdspace/use-cases/session/open-session'
import { orderDose, orderDoseInput, workOutDose, workOutDoseInput } from '@holdspace/use-cases/session/order-dose'
import { outboxKey } from '@holdspace/use-cases/session/outbox-key'
import { readBoard } from '@holdspace/use-cases/session/read-board'
import { readSession, readSessionInput } from '@holdspace/use-cases/session/read-session'
import { recordEntries, recordEntriesInput } from '@holdspace/use-cases/session/record-entries'
import { reportPresence, reportPresenceInput } from '@holdspace/use-cases/session/report-presence'
import { takeVerbalOrder, takeVerbalOrderInput } from '@holdspace/use-cases/session/take-verbal-order'
import { checkRecord, checkRecordInput } from '@holdspace/use-cases/sign/check-record'
import { fileAddendum, fileAddendumInput } from '@holdspace/use-cases/sign/file-addendum'
import { readForSigning, readForSigningInput } from '@holdspace/use-cases/sign/read-for-signing'
import { signSession, signSessionInput } from '@holdspace/use-cases/sign/sign-session'
import { publicProcedure, router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

export const sessionRouter = router({
  board: staffProcedure('today.read').query(({ ctx }) => answer(readBoard(ctx.house, ctx.actor))),

  open: staffProcedure('session.open')
    .input(openSessionInput)
    .mutation(({ ctx, input }) => answer(openSession(ctx.house, ctx.actor, input))),

  gate: staffProcedure('session.read')
    .input(readGateInput)
    .query(({ ctx, input }) => answer(readGate(ctx.house, ctx.actor, input))),

  read: staffProcedure('session.read')
    .input(readSessionInput)
    .query(({ ctx, input }) => answer(readSession(ctx.house, ctx.actor, input))),

  record: staffProcedure('session.read', { whileLocked: 'sends-outbox' })
    .input(recordEntriesInput)
    .mutation(({ ctx, input }) => answer(recordEntries(ctx.house, ctx.actor, input, ctx.lockedSince))),

  workOutDose: staffProcedure('session.read')
    .input(workOutDoseInput)
    .query(({ ctx, input }) => answer(workOutDose(ctx.house, ctx.actor, input))),

  orderDose: staffProcedure('session.order-dose')
    .input(orderDoseInput)
    .mutation(({ ctx, input }) => answer(orderDose(ctx.house, ctx.actor, input))),

  takeVerbalOrder: staffProcedure('session.take-verbal-order')
    .input(takeVerbalOrderInput)
    .mutation(({ ctx, input }) => answer(takeVerbalOrder(ctx.house, ctx.actor, input))),

  countersignOrder: staffProcedure('session.countersign-order')
    .input(countersignOrderInput)
    .mutation(({ ctx, input }) => answer(countersignOrder(ctx.house, ctx.actor, input))),

  reportPresence: staffProcedure('session.read')
    .input(reportPresenceInput)
    .mutation(({ ctx, input }) => answer(reportPresence(ctx.house, ctx.actor, input))),

  outboxKey: staffProcedure('session.read').query(({ ctx }) => outboxKey(ctx.house, ctx.actor)),

  readForSigning: staffProcedure('session.read')
    .input(readForSigningInput)
    .query(({ ctx, input }) => answer(readForSigning(ctx.house, ctx.actor, input))),

  sign: staffProcedure('session.sign')
    .input(signSessionInput)
    .mutation(({ ctx, input }) => answer(signSession(ctx.house, ctx.actor, input))),

  fileAddendum: staffProcedure('session.addend')
    .input(fileAddendumInput)
    .mutation(({ ctx, input }) => answer(fileAddendum(ctx.house, ctx.actor, input))),

  checkRecord: publicProcedure.input(checkRecordInput).query(({ ctx, input }) => checkRecord(ctx.house, input)),
})
