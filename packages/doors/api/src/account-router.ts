import { changePassword, changePasswordInput } from '@holdspace/use-cases/sign-in/change-password'
import { changePractice, changePracticeInput, listOwnMemberships } from '@holdspace/use-cases/sign-in/change-practice'
import { listOwnLogins } from '@holdspace/use-cases/sign-in/list-own-logins'
import { renewRecoveryCodes } from '@holdspace/use-cases/sign-in/renew-recovery-codes'
import {
  endMembersLogins,
  endMembersLoginsInput,
  endOwnLogin,
  endOwnLoginInput,
  signOutEverywhere,
} from '@holdspace/use-cases/sign-in/sign-out'
import { clearLogin, setLogin } from './cookies.ts'
import { router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** What somebody does with their own account, and what an administrator does with another's logins (S28). */
export const accountRouter = router({
  logins: staffProcedure('account.manage-own').query(({ ctx }) => answer(listOwnLogins(ctx.house, ctx.actor))),

  endLogin: staffProcedure('account.manage-own')
    .input(endOwnLoginInput)
    .mutation(({ ctx, input }) => answer(endOwnLogin(ctx.house, ctx.actor, input))),

  signOutEverywhere: staffProcedure('account.manage-own').mutation(async ({ ctx }) => {
    const ended = await answer(signOutEverywhere(ctx.house, ctx.actor))
    ctx.setCookie(clearLogin())
    return ended
  }),

  changePassword: staffProcedure('account.manage-own')
    .input(changePasswordInput)
    .mutation(async ({ ctx, input }) => {
      const { token } = await answer(changePassword(ctx.house, ctx.actor, input, ctx.request))
      ctx.setCookie(setLogin(token))
      return { changed: true as const }
    }),

  renewRecoveryCodes: staffProcedure('account.manage-own').mutation(({ ctx }) =>
    answer(renewRecoveryCodes(ctx.house, ctx.actor)),
  ),

  memberships: staffProcedure('account.manage-own').query(({ ctx }) =>
    answer(listOwnMemberships(ctx.house, ctx.actor)),
  ),

  changePractice: staffProcedure('account.manage-own')
    .input(changePracticeInput)
    .mutation(async ({ ctx, input }) => {
      const { token } = await answer(changePractice(ctx.house, ctx.actor, input, ctx.request))
      ctx.setCookie(setLogin(token))
      return { changed: true as const }
    }),

  endMembersLogins: staffProcedure('account.end-any-login')
    .input(endMembersLoginsInput)
    .mutation(({ ctx, input }) => answer(endMembersLogins(ctx.house, ctx.actor, input))),
})
