import { codeNeededForStepUp } from '@holdspace/clinic/access/login-limits'
import { dateInZone } from '@holdspace/kit/calendar-date'
import { lockLogin, unlockInput, unlockLogin } from '@holdspace/use-cases/sign-in/lock-and-unlock'
import {
  pinOpens,
  readSessionPin,
  sessionPinInput,
  setSessionPin,
  unlockWithPin,
} from '@holdspace/use-cases/sign-in/session-pin'
import { demoSignInInput, signInAsDemoPerson } from '@holdspace/use-cases/sign-in/sign-in-as-demo-person'
import { passwordInput, signInWithPassword } from '@holdspace/use-cases/sign-in/sign-in-with-password'
import {
  type SignedIn,
  secondFactorInput,
  signInWithSecondFactor,
} from '@holdspace/use-cases/sign-in/sign-in-with-second-factor'
import { signOut } from '@holdspace/use-cases/sign-in/sign-out'
import { stepUp, stepUpInput } from '@holdspace/use-cases/sign-in/step-up'
import type { ApiContext } from './context.ts'
import { clearLogin, clearPending, setDevice, setLogin, setPending } from './cookies.ts'
import { lockedLoginProcedure, publicProcedure, router, staffProcedure } from './procedure.ts'
import { answer } from './refusal-codes.ts'

/** Coming in, going away for a moment, and leaving. Tokens travel in cookies only, never in an answer's body. */
export const signInRouter = router({
  /** Who is here: drawn on every page, asked by every page. */
  whoAmI: publicProcedure.query(async ({ ctx }) => {
    if (ctx.login.kind === 'none') return { standing: 'signed-out' as const }
    const { displayName, role, duties, practiceName, practiceZone, practiceId, membershipId, loginId } = ctx.login.actor
    const who = { displayName, role, duties, practiceName, practiceZone, practiceId, membershipId, loginId }
    if (ctx.login.kind === 'locked') {
      const { actor, lockedSince } = ctx.login
      return { standing: 'locked' as const, who, lockedSince, pinOpens: await pinOpens(ctx.house, actor, lockedSince) }
    }
    const codeNeeded = codeNeededForStepUp(ctx.login.actor, ctx.house.clock())
    // The day in the practice's zone, so that no screen asks the browser's clock what day it is.
    const today = dateInZone(ctx.house.clock(), practiceZone)
    return { standing: 'active' as const, who, today, codeNeededForStepUp: codeNeeded }
  }),

  withPassword: publicProcedure.input(passwordInput).mutation(async ({ ctx, input }) => {
    const { pendingToken } = await answer(signInWithPassword(ctx.house, input, whereFrom(ctx)))
    ctx.setCookie(setPending(pendingToken))
    return { next: 'second-factor' as const }
  }),

  withSecondFactor: publicProcedure.input(secondFactorInput).mutation(async ({ ctx, input }) => {
    const decision = signInWithSecondFactor(ctx.house, input, ctx.cookies.pending, whereFrom(ctx))
    return welcome(ctx, await answer(decision))
  }),

  /** Empty outside the demo; there it names who can be chosen, never how they prove it. */
  demoPeople: publicProcedure.query(({ ctx }) =>
    (ctx.house.isDemo ? (ctx.house.demoPeople ?? []) : []).map(({ role, name, practiceName, email }) => ({
      role,
      name,
      practiceName,
      email,
    })),
  ),

  /** Empty outside the demo; there it names the made-up patients that the tour leads to. */
  demoPatients: publicProcedure.query(({ ctx }) =>
    (ctx.house.isDemo ? (ctx.house.demoPatients?.() ?? []) : []).map(({ story, id, name }) => ({ story, id, name })),
  ),

  asDemoPerson: publicProcedure.input(demoSignInInput).mutation(async ({ ctx, input }) => {
    return welcome(ctx, await answer(signInAsDemoPerson(ctx.house, input, whereFrom(ctx))))
  }),

  lock: lockedLoginProcedure.mutation(({ ctx }) => answer(lockLogin(ctx.house, ctx.actor))),

  unlock: lockedLoginProcedure.input(unlockInput).mutation(async ({ ctx, input }) => {
    const decision = unlockLogin(ctx.house, ctx.actor, ctx.cookies.login ?? '', input, ctx.request)
    ctx.setCookie(setLogin((await answer(decision)).token))
    return { unlocked: true as const }
  }),

  /** In the room of an open session the lock yields to a PIN (RULINGS 14). */
  unlockWithPin: lockedLoginProcedure.input(sessionPinInput).mutation(async ({ ctx, input }) => {
    const since = ctx.login.kind === 'locked' ? ctx.login.lockedSince : ctx.house.clock()
    const decision = unlockWithPin(ctx.house, ctx.actor, ctx.cookies.login ?? '', input, since, ctx.request)
    ctx.setCookie(setLogin((await answer(decision)).token))
    return { unlocked: true as const }
  }),

  sessionPin: staffProcedure('account.manage-own').query(({ ctx }) => readSessionPin(ctx.house, ctx.actor)),

  setSessionPin: staffProcedure('account.manage-own')
    .input(sessionPinInput)
    .mutation(({ ctx, input }) => answer(setSessionPin(ctx.house, ctx.actor, input, ctx.request))),

  stepUp: staffProcedure('account.manage-own')
    .input(stepUpInput)
    .mutation(async ({ ctx, input }) => {
      const decision = stepUp(ctx.house, ctx.actor, ctx.cookies.login ?? '', input, ctx.request)
      ctx.setCookie(setLogin((await answer(decision)).token))
      return { steppedUp: true as const }
    }),

  signOut: lockedLoginProcedure.mutation(async ({ ctx }) => {
    const ended = await answer(signOut(ctx.house, ctx.actor))
    ctx.setCookie(clearLogin())
    return ended
  }),
})

function whereFrom(ctx: ApiContext) {
  return { ...ctx.request, deviceToken: ctx.cookies.device }
}

function welcome(ctx: ApiContext, signedIn: SignedIn) {
  ctx.setCookie(setLogin(signedIn.token))
  ctx.setCookie(clearPending())
  if (signedIn.newDeviceToken !== null) ctx.setCookie(setDevice(signedIn.newDeviceToken))
  return { signedIn: true as const }
}
