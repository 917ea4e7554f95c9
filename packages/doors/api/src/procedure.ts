import type { Act } from '@holdspace/clinic/access/acts'
import { permit } from '@holdspace/clinic/access/permit'
import { dateInZone } from '@holdspace/kit/calendar-date'
import type { Refusal } from '@holdspace/kit/refusal'
import { initTRPC, type TRPCError } from '@trpc/server'
import { z } from 'zod'
import type { ApiContext } from './context.ts'
import { plainFirst } from './plain-first.ts'
import { loginIsLocked, noPacketHere, notSignedIn, packetIsClosed, refusalOf, toTrpcError } from './refusal-codes.ts'

/** Every procedure says which act it is, so that the policy test can list them all (S01). */
export interface ProcedureMeta {
  readonly act: Act | 'public' | 'locked-login'
  /** A patient's own act in their packet, by the packet cookie and no login (RULINGS 15). */
  readonly by?: 'patient'
  /** A locked login may send entries made before the lock (RULINGS 14) and hear calls for help (RULINGS 17), nothing else. */
  readonly whileLocked?: 'sends-outbox' | 'hears-calls'
  /** Largest body in bytes where it is not the usual one (S41; RULINGS 21 for imports). */
  readonly maxBodyBytes?: number
}

const trpc = initTRPC
  .context<ApiContext>()
  .meta<ProcedureMeta>()
  .create({
    transformer: plainFirst,
    // A stack names files and sometimes values; a person needs neither (S54).
    isDev: false,
    sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 20_000 } },
    errorFormatter: ({ shape, error }) => {
      const refusal = refusalOf(error) ?? unreadableInput(error)
      return {
        code: shape.code,
        message: refusal?.sentence ?? unexpectedSentence,
        data: { code: error.code, httpStatus: shape.data.httpStatus, path: shape.data.path ?? null, refusal },
      }
    },
  })

const unexpectedSentence =
  'Something went wrong on our side. If you sent something, look whether it is there before you send it again.'

export const router = trpc.router
export const createCallerFactory = trpc.createCallerFactory

/** A use case that threw its refusal out of a transaction still answers with it, not with an internal error. */
const refusalsStayRefusals = trpc.middleware(async ({ next }) => {
  const result = await next()
  if (result.ok || result.error.code !== 'INTERNAL_SERVER_ERROR') return result
  const refusal = refusalOf(result.error)
  if (refusal !== null) throw toTrpcError(refusal)
  return result
})

const base = trpc.procedure.use(refusalsStayRefusals)

/** For the few questions asked before anybody is signed in. */
export const publicProcedure = base.meta({ act: 'public' })

/** For unlocking and signing out: somebody is signed in, locked or not. `ctx.actor` is there. */
export const lockedLoginProcedure = base.meta({ act: 'locked-login' }).use(({ ctx, next }) => {
  if (ctx.login.kind === 'none') throw toTrpcError(notSignedIn)
  return next({ ctx: { actor: ctx.login.actor } })
})

/** What a subject's router may say about a procedure besides its act. */
export type ProcedureOptions = Omit<ProcedureMeta, 'act'>

/**
 * For everything staff do: somebody is signed in, not locked, and their role may do the act today. The use case asks
 * again with the patient in hand. `ctx.actor` is the person; `ctx.lockedSince` is null unless a locked login sends its
 * outbox, and then nothing made after it may be taken.
 */
export function staffProcedure(act: Act, options: ProcedureOptions = {}) {
  return base.meta({ act, ...options }).use(({ ctx, next }) => {
    const { login } = ctx
    if (login.kind === 'none') throw toTrpcError(notSignedIn)
    if (login.kind === 'locked' && options.whileLocked === undefined) throw toTrpcError(loginIsLocked)
    const today = dateInZone(ctx.house.clock(), login.actor.practiceZone)
    const permission = permit(login.actor, act, { today })
    if (!permission.ok) throw toTrpcError(permission.refusal)
    return next({ ctx: { actor: login.actor, lockedSince: login.kind === 'locked' ? login.lockedSince : null } })
  })
}

export interface PatientProcedureOptions {
  /** Also when the packet is complete, stopped or past its last day: for saying so. */
  readonly whileClosed?: true
}

/**
 * For everything a patient does in their packet: the packet cookie holds, the packet is open, and patients may do the act
 * now. `ctx.patientActor` is the person; no input ever says whose record it is. The login, if there is one, plays no part.
 * Foreign origins and other content types were turned away before, as for the staff (S31).
 */
export function patientProcedure(act: Act, options: PatientProcedureOptions = {}) {
  return base.meta({ act, by: 'patient' }).use(({ ctx, next }) => {
    const { patient } = ctx
    if (patient.kind === 'none') throw toTrpcError(noPacketHere)
    const today = dateInZone(ctx.house.clock(), patient.actor.practiceZone)
    const permission = permit(patient.actor, act, { today, patientId: patient.actor.patientId })
    if (!permission.ok) throw toTrpcError(permission.refusal)
    if (patient.standing !== 'open' && options.whileClosed !== true) throw toTrpcError(packetIsClosed)
    return next({ ctx: { patientActor: patient.actor } })
  })
}

/** Input that zod refused, as a refusal that names the field. The value itself is never repeated (S53). */
function unreadableInput(error: TRPCError): Refusal | null {
  if (!(error.cause instanceof z.ZodError)) return null
  const issues = error.cause.issues
  const first = issues[0]
  return {
    family: 'invalid',
    code: 'input-not-usable',
    sentence: first === undefined ? 'What was sent cannot be used.' : `What was sent cannot be used: ${first.message}.`,
    ...(first === undefined ? {} : { field: first.path.map(String).join('.') }),
    details: issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`),
  }
}
