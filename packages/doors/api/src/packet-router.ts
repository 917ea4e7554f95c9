import { exchangeLinkInput, exchangePacketLink } from '@holdspace/use-cases/intake/exchange-link'
import { joinDeviceInput, joinWithCode, sendCodeInput, sendPacketCode } from '@holdspace/use-cases/intake/join-device'
import { leavePacket } from '@holdspace/use-cases/intake/leave-packet'
import { readOwnPacket } from '@holdspace/use-cases/intake/read-own-packet'
import { renewPacketLink } from '@holdspace/use-cases/intake/renew-link'
import { saveAnswer, saveAnswerInput } from '@holdspace/use-cases/intake/save-answer'
import { showIdentity, showIdentityInput } from '@holdspace/use-cases/intake/show-identity'
import { submitForm, submitFormInput } from '@holdspace/use-cases/intake/submit-form'
import type { ApiContext } from './context.ts'
import { clearPacket, setPacket } from './cookies.ts'
import { patientProcedure, publicProcedure, router } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** A patient's own packet of forms. The packet cookie says whose; no input names a person or a packet. */
export const packetRouter = router({
  /** The link's token for a packet cookie, once. */
  exchange: publicProcedure.input(exchangeLinkInput).mutation(async ({ ctx, input }) => {
    const { deviceToken } = await answer(exchangePacketLink(ctx.house, input, ctx.patient, ctx.request))
    return letIn(ctx, deviceToken)
  }),

  renewLink: publicProcedure
    .input(exchangeLinkInput)
    .mutation(({ ctx, input }) => answer(renewPacketLink(ctx.house, input, ctx.request))),

  sendCode: publicProcedure
    .input(sendCodeInput)
    .mutation(({ ctx, input }) => answer(sendPacketCode(ctx.house, input, ctx.request))),

  joinWithCode: publicProcedure.input(joinDeviceInput).mutation(async ({ ctx, input }) => {
    const { deviceToken } = await answer(joinWithCode(ctx.house, input, ctx.request))
    return letIn(ctx, deviceToken)
  }),

  /** Gives the packet back on this browser. Nothing to give back is no mistake. */
  leave: publicProcedure.mutation(async ({ ctx }) => {
    const left = await answer(leavePacket(ctx.house, ctx.patient))
    ctx.setCookie(clearPacket())
    return left
  }),

  own: patientProcedure('packet.read-own', { whileClosed: true }).query(({ ctx }) =>
    answer(readOwnPacket(ctx.house, ctx.patientActor)),
  ),

  showIdentity: patientProcedure('packet.show-identity')
    .input(showIdentityInput)
    .mutation(({ ctx, input }) => answer(showIdentity(ctx.house, ctx.patientActor, input))),

  saveAnswer: patientProcedure('packet.answer')
    .input(saveAnswerInput)
    .mutation(({ ctx, input }) => answer(saveAnswer(ctx.house, ctx.patientActor, input))),

  submitForm: patientProcedure('packet.answer')
    .input(submitFormInput)
    .mutation(({ ctx, input }) => answer(submitForm(ctx.house, ctx.patientActor, input))),
})

function letIn(ctx: ApiContext, deviceToken: string | null) {
  if (deviceToken !== null) ctx.setCookie(setPacket(deviceToken))
  return { opened: true as const }
}
