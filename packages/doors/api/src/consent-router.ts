import { attestPaper, attestPaperInput } from '@holdspace/use-cases/consent/attest-paper'
import { readOwnPapers } from '@holdspace/use-cases/consent/own-papers'
import { publishVersion, publishVersionInput } from '@holdspace/use-cases/consent/publish-version'
import { readConsents, readConsentsInput } from '@holdspace/use-cases/consent/read-consents'
import { readForSigning, readForSigningInput } from '@holdspace/use-cases/consent/read-for-signing'
import { ownConsentInput, readOwnConsent } from '@holdspace/use-cases/consent/read-own-consent'
import { compareVersion, compareVersionInput, readVersions } from '@holdspace/use-cases/consent/read-versions'
import { readWorklist } from '@holdspace/use-cases/consent/read-worklist'
import { recordRefusedNotice, recordRefusedNoticeInput } from '@holdspace/use-cases/consent/record-refused-notice'
import { sendCopies, sendCopiesInput } from '@holdspace/use-cases/consent/send-copies'
import { signConsent, signConsentInput } from '@holdspace/use-cases/consent/sign-consent'
import { signOwnConsent, signOwnConsentInput } from '@holdspace/use-cases/consent/sign-own-consent'
import { withdrawConsent, withdrawConsentInput } from '@holdspace/use-cases/consent/withdraw-consent'
import { withdrawOwnConsent, withdrawOwnConsentInput } from '@holdspace/use-cases/consent/withdraw-own-consent'
import { patientProcedure, router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** Consents: what stands, what is signed, what is taken back, and the texts themselves. */
export const consentRouter = router({
  ofPatient: staffProcedure('consent.read')
    .input(readConsentsInput)
    .query(({ ctx, input }) => answer(readConsents(ctx.house, ctx.actor, input))),

  worklist: staffProcedure('consent.read').query(({ ctx }) => answer(readWorklist(ctx.house, ctx.actor))),

  forSigning: staffProcedure('consent.take')
    .input(readForSigningInput)
    .query(({ ctx, input }) => answer(readForSigning(ctx.house, ctx.actor, input))),

  sign: staffProcedure('consent.take')
    .input(signConsentInput.omit({ userAgent: true }))
    .mutation(({ ctx, input }) =>
      answer(signConsent(ctx.house, ctx.actor, { ...input, userAgent: ctx.request.userAgent })),
    ),

  attestPaper: staffProcedure('consent.take')
    .input(attestPaperInput)
    .mutation(({ ctx, input }) => answer(attestPaper(ctx.house, ctx.actor, input))),

  refusedNotice: staffProcedure('consent.take')
    .input(recordRefusedNoticeInput)
    .mutation(({ ctx, input }) => answer(recordRefusedNotice(ctx.house, ctx.actor, input))),

  withdraw: staffProcedure('consent.withdraw')
    .input(withdrawConsentInput)
    .mutation(({ ctx, input }) => answer(withdrawConsent(ctx.house, ctx.actor, input))),

  texts: staffProcedure('consent.read').query(({ ctx }) => answer(readVersions(ctx.house, ctx.actor))),

  compare: staffProcedure('consent.publish')
    .input(compareVersionInput)
    .query(({ ctx, input }) => answer(compareVersion(ctx.house, ctx.actor, input))),

  publish: staffProcedure('consent.publish')
    .input(publishVersionInput)
    .mutation(({ ctx, input }) => answer(publishVersion(ctx.house, ctx.actor, input))),

  own: patientProcedure('consent.read-own')
    .input(ownConsentInput)
    .query(({ ctx, input }) => answer(readOwnConsent(ctx.house, ctx.patientActor, input))),

  signOwn: patientProcedure('consent.take')
    .input(signOwnConsentInput)
    .mutation(({ ctx, input }) => answer(signOwnConsent(ctx.house, ctx.patientActor, input, ctx.request.userAgent))),

  /** While the packet is complete as well: a copy is wanted after everything was signed. */
  ownPapers: patientProcedure('consent.read-own', { whileClosed: true }).query(({ ctx }) =>
    answer(readOwnPapers(ctx.house, ctx.patientActor)),
  ),

  /** At any time: the packet may be complete, and the medicine may be working. */
  withdrawOwn: patientProcedure('consent.withdraw', { whileClosed: true })
    .input(withdrawOwnConsentInput)
    .mutation(({ ctx, input }) => answer(withdrawOwnConsent(ctx.house, ctx.patientActor, input))),

  sendCopies: staffProcedure('packet.send')
    .input(sendCopiesInput)
    .mutation(({ ctx, input }) => answer(sendCopies(ctx.house, ctx.actor, input))),
})
