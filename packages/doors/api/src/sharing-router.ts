import { accountForDisclosures, accountForDisclosuresInput } from '@holdspace/use-cases/share/account-for-disclosures'
import { checkPartner, checkPartnerInput } from '@holdspace/use-cases/share/check-partner'
import { listPartners } from '@holdspace/use-cases/share/list-partners'
import { listReleases } from '@holdspace/use-cases/share/list-releases'
import { readSharing, readSharingInput } from '@holdspace/use-cases/share/read-sharing'
import { recordRelease, recordReleaseInput } from '@holdspace/use-cases/share/record-release'
import { registerPartner, registerPartnerInput } from '@holdspace/use-cases/share/register-partner'
import { revokePartner, revokePartnerInput } from '@holdspace/use-cases/share/revoke-partner'
import { withdrawRelease, withdrawReleaseInput } from '@holdspace/use-cases/share/withdraw-release'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** Partner systems, and what patients release to them. */
export const sharingRouter = router({
  partners: staffProcedure('partner.read').query(({ ctx }) => answer(listPartners(ctx.house, ctx.actor))),

  checkPartner: staffProcedure('partner.register')
    .input(checkPartnerInput)
    .mutation(({ ctx, input }) => answer(checkPartner(ctx.house, ctx.actor, input))),

  registerPartner: staffProcedure('partner.register')
    .input(registerPartnerInput)
    .mutation(({ ctx, input }) => answer(registerPartner(ctx.house, ctx.actor, input))),

  revokePartner: staffProcedure('partner.revoke')
    .input(revokePartnerInput)
    .mutation(({ ctx, input }) => answer(revokePartner(ctx.house, ctx.actor, input))),

  releases: staffProcedure('release.read').query(({ ctx }) => answer(listReleases(ctx.house, ctx.actor))),

  ofPatient: staffProcedure('release.read')
    .input(readSharingInput)
    .query(({ ctx, input }) => answer(readSharing(ctx.house, ctx.actor, input))),

  accounting: staffProcedure('release.read')
    .input(accountForDisclosuresInput)
    .query(({ ctx, input }) => answer(accountForDisclosures(ctx.house, ctx.actor, input))),

  recordRelease: staffProcedure('release.record')
    .input(recordReleaseInput)
    .mutation(({ ctx, input }) => answer(recordRelease(ctx.house, ctx.actor, input))),

  withdrawRelease: staffProcedure('release.withdraw')
    .input(withdrawReleaseInput)
    .mutation(({ ctx, input }) => answer(withdrawRelease(ctx.house, ctx.actor, input))),
})
