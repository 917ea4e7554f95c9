import {
  saveOwnAnswer,
  saveOwnAnswerInput,
  submitOwnInstrument,
  submitOwnInstrumentInput,
} from '@holdspace/use-cases/screen/answer-own-instrument'
import { chooseCutOff, chooseCutOffInput } from '@holdspace/use-cases/screen/choose-cut-off'
import {
  enterInstrument,
  enterInstrumentInput,
  enterTotal,
  enterTotalInput,
} from '@holdspace/use-cases/screen/enter-instrument'
import { listInstruments, readForm, readFormInput } from '@holdspace/use-cases/screen/list-instruments'
import { readOwnInstrument, readOwnInstrumentInput } from '@holdspace/use-cases/screen/own-instrument'
import { switchWording, switchWordingInput } from '@holdspace/use-cases/screen/switch-wording'
import { patientProcedure, router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** Questionnaires: what there is, entered by staff, answered by patients in their own packet. */
export const instrumentRouter = router({
  catalogue: staffProcedure('instrument.read-catalogue').query(({ ctx }) =>
    answer(listInstruments(ctx.house, ctx.actor)),
  ),

  switchWording: staffProcedure('instrument.switch-wording')
    .input(switchWordingInput)
    .mutation(({ ctx, input }) => answer(switchWording(ctx.house, ctx.actor, input))),

  chooseCutOff: staffProcedure('instrument.choose-cut-off')
    .input(chooseCutOffInput)
    .mutation(({ ctx, input }) => answer(chooseCutOff(ctx.house, ctx.actor, input))),

  form: staffProcedure('instrument.record')
    .input(readFormInput)
    .query(({ ctx, input }) => answer(readForm(ctx.house, ctx.actor, input))),

  enter: staffProcedure('instrument.record')
    .input(enterInstrumentInput)
    .mutation(({ ctx, input }) => answer(enterInstrument(ctx.house, ctx.actor, input))),

  enterTotal: staffProcedure('instrument.record')
    .input(enterTotalInput)
    .mutation(({ ctx, input }) => answer(enterTotal(ctx.house, ctx.actor, input))),

  own: patientProcedure('instrument.answer')
    .input(readOwnInstrumentInput)
    .query(({ ctx, input }) => answer(readOwnInstrument(ctx.house, ctx.patientActor, input))),

  saveOwnAnswer: patientProcedure('instrument.answer')
    .input(saveOwnAnswerInput)
    .mutation(({ ctx, input }) => answer(saveOwnAnswer(ctx.house, ctx.patientActor, input))),

  submitOwn: patientProcedure('instrument.answer')
    .input(submitOwnInstrumentInput)
    .mutation(({ ctx, input }) => answer(submitOwnInstrument(ctx.house, ctx.patientActor, input))),
})
