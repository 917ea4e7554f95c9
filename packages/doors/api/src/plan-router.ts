import { readNextDose, readNextDoseInput } from '@holdspace/use-cases/doses/read-next-dose'
import { endPlan, endPlanInput } from '@holdspace/use-cases/plan/end-plan'
import {
  ownPlanInput,
  putOwnPlanAside,
  readOwnPlan,
  signOwnPlan,
  signOwnPlanInput,
} from '@holdspace/use-cases/plan/own-plan'
import { proposePlan, proposePlanInput } from '@holdspace/use-cases/plan/propose-plan'
import { readPlan, readPlanInput } from '@holdspace/use-cases/plan/read-plan'
import { readPlanForRoom, readPlanForRoomInput } from '@holdspace/use-cases/plan/read-plan-for-room'
import { signPlan, signPlanInput } from '@holdspace/use-cases/plan/sign-plan'
import { takePatientSignature, takePatientSignatureInput } from '@holdspace/use-cases/plan/take-patient-signature'
import { patientProcedure, router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** The plan of a course: proposed, signed, changed, ended. */
export const planRouter = router({
  read: staffProcedure('plan.read')
    .input(readPlanInput)
    .query(({ ctx, input }) => answer(readPlan(ctx.house, ctx.actor, input))),

  forRoom: staffProcedure('plan.read')
    .input(readPlanForRoomInput)
    .query(({ ctx, input }) => answer(readPlanForRoom(ctx.house, ctx.actor, input))),

  nextDose: staffProcedure('plan.read')
    .input(readNextDoseInput)
    .query(({ ctx, input }) => answer(readNextDose(ctx.house, ctx.actor, input))),

  propose: staffProcedure('plan.propose')
    .input(proposePlanInput)
    .mutation(({ ctx, input }) => answer(proposePlan(ctx.house, ctx.actor, input))),

  sign: staffProcedure('plan.sign')
    .input(signPlanInput)
    .mutation(({ ctx, input }) => answer(signPlan(ctx.house, ctx.actor, input))),

  takePatientSignature: staffProcedure('plan.take-patient-signature')
    .input(takePatientSignatureInput)
    .mutation(({ ctx, input }) => answer(takePatientSignature(ctx.house, ctx.actor, input))),

  end: staffProcedure('plan.end')
    .input(endPlanInput)
    .mutation(({ ctx, input }) => answer(endPlan(ctx.house, ctx.actor, input))),

  own: patientProcedure('plan.read-own')
    .input(ownPlanInput)
    .query(({ ctx, input }) => answer(readOwnPlan(ctx.house, ctx.patientActor, input))),

  signOwn: patientProcedure('plan.sign-own')
    .input(signOwnPlanInput)
    .mutation(({ ctx, input }) => answer(signOwnPlan(ctx.house, ctx.patientActor, input))),

  putOwnAside: patientProcedure('plan.sign-own')
    .input(ownPlanInput)
    .mutation(({ ctx, input }) => answer(putOwnPlanAside(ctx.house, ctx.patientActor, input))),
})
