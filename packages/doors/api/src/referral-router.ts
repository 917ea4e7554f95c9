import { importLimits } from '@holdspace/clinic/referral/limits'
import { acceptReferral, acceptReferralInput } from '@holdspace/use-cases/import/accept-referral'
import { declineReferral, declineReferralInput } from '@holdspace/use-cases/import/decline-referral'
import { listReferrals, listReferralsInput } from '@holdspace/use-cases/import/list-referrals'
import { receiveReferral } from '@holdspace/use-cases/import/receive-referral'
import { reviewReferral, reviewReferralInput } from '@holdspace/use-cases/import/review-referral'
import { z } from 'zod'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/**
 * Base64 is a third longer than the file; one megabyte more, so that a file just over the limit is refused by the use
 * case with the right sentence and not by the transport (RULINGS 21).
 */
const maxBodyBytes = Math.ceil((importLimits.bytes * 4) / 3) + 1024 * 1024

/** Base64, so that the bytes that are hashed and kept are the bytes of the file, from a browser or the command line. */
const receiveInput = z.strictObject({ fileName: z.string().min(1).max(500), base64: z.string().max(maxBodyBytes) })

export const referralRouter = router({
  list: staffProcedure('referral.review')
    .input(listReferralsInput)
    .query(({ ctx, input }) => answer(listReferrals(ctx.house, ctx.actor, input))),

  receive: staffProcedure('referral.import', { maxBodyBytes })
    .input(receiveInput)
    .mutation(({ ctx, input }) => {
      const bytes = new Uint8Array(Buffer.from(input.base64, 'base64'))
      return answer(receiveReferral(ctx.house, ctx.actor, { fileName: input.fileName, bytes }))
    }),

  review: staffProcedure('referral.review')
    .input(reviewReferralInput)
    .query(({ ctx, input }) => answer(reviewReferral(ctx.house, ctx.actor, input))),

  accept: staffProcedure('referral.accept')
    .input(acceptReferralInput)
    .mutation(({ ctx, input }) => answer(acceptReferral(ctx.house, ctx.actor, input))),

  decline: staffProcedure('referral.accept')
    .input(declineReferralInput)
    .mutation(({ ctx, input }) => answer(declineReferral(ctx.house, ctx.actor, input))),
})
