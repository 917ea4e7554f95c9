import {
  revokePacket,
  revokePacketInput,
  sendAgainInput,
  sendPacketAgain,
} from '@holdspace/use-cases/intake/change-packet'
import { readPackets, readPacketsInput } from '@holdspace/use-cases/intake/read-packets'
import { readSubmittedForm, readSubmittedFormInput } from '@holdspace/use-cases/intake/read-submitted-form'
import { sendPacket, sendPacketInput } from '@holdspace/use-cases/intake/send-packet'
import { startKiosk, startKioskInput } from '@holdspace/use-cases/intake/start-kiosk'
import { takeOver, takeOverInput } from '@holdspace/use-cases/intake/take-over'
import { setPacket } from './cookies.ts'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** Packets of forms as the clinic works with them: send, follow, take back, hand over on a tablet. */
export const intakeRouter = router({
  ofPatient: staffProcedure('packet.read')
    .input(readPacketsInput)
    .query(({ ctx, input }) => answer(readPackets(ctx.house, ctx.actor, input))),

  /** The use case asks further: all but address and contacts is the care team's to read. */
  submittedForm: staffProcedure('packet.read')
    .input(readSubmittedFormInput)
    .query(({ ctx, input }) => answer(readSubmittedForm(ctx.house, ctx.actor, input))),

  /** The use case asks further: details are the desk's, allergies and medicines a prescriber's or a nurse's. */
  takeOver: staffProcedure('packet.read')
    .input(takeOverInput)
    .mutation(({ ctx, input }) => answer(takeOver(ctx.house, ctx.actor, input))),

  send: staffProcedure('packet.send')
    .input(sendPacketInput)
    .mutation(({ ctx, input }) => answer(sendPacket(ctx.house, ctx.actor, input))),

  sendAgain: staffProcedure('packet.send')
    .input(sendAgainInput)
    .mutation(({ ctx, input }) => answer(sendPacketAgain(ctx.house, ctx.actor, input))),

  revoke: staffProcedure('packet.send')
    .input(revokePacketInput)
    .mutation(({ ctx, input }) => answer(revokePacket(ctx.house, ctx.actor, input))),

  /** Locks this login and leaves the browser with the patient. */
  startKiosk: staffProcedure('packet.send')
    .input(startKioskInput)
    .mutation(async ({ ctx, input }) => {
      const { deviceToken } = await answer(startKiosk(ctx.house, ctx.actor, input))
      ctx.setCookie(setPacket(deviceToken))
      return { started: true as const }
    }),
})
