import type { IncomingMessage, ServerResponse } from 'node:http'
import { retryAfterSeconds } from '@holdspace/db/unreachable'
import type { Refusal } from '@holdspace/kit/refusal'
import type { House } from '@holdspace/use-cases/house'
import type { TRPCError } from '@trpc/server'
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http'
import { answerCalls, callsOf } from './answer-calls.ts'
import type { RequestInfo } from './context.ts'
import { makeContext } from './make-context.ts'
import { originGuard } from './origin-guard.ts'
import { procedureMetas } from './procedure-metas.ts'
import { refusalOf, toTrpcError } from './refusal-codes.ts'
import { type AppRouter, appRouter, createCaller } from './router.ts'

export interface TrpcDoorOptions {
  readonly house: House
  /** Origins of our own pages, e.g. `http://localhost:3000` (S31). */
  readonly ownOrigins: readonly string[]
  /** The caller's address; behind a proxy only the front knows which header to believe. */
  readonly ipAddressOf: (req: IncomingMessage) => string
  /** Told of errors nobody expected, with the procedure's path and never its input. */
  readonly onUnexpected: (path: string, error: TRPCError) => void
}

/** No answer of this door is kept by a browser or a proxy, nor repacked on the way (S33). */
const neverStored = 'no-store, no-transform'
const usualBodyBytes = 1024 * 1024
/** Ten questions of one page at once, and some to spare; more is somebody guessing (S41). */
const questionsAtOnce = 20

/** Answers `/trpc/*`, event streams included. The returned function never rejects. */
export function trpcDoor(options: TrpcDoorOptions): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  return async (req, res) => {
    res.setHeader('cache-control', neverStored)
    const refusal = originGuard(req, options.ownOrigins)
    if (refusal !== null) return sendRefusal(res, refusal)
    const path = procedurePathOf(req)
    const contextFor = () =>
      makeContext(options.house, req.headers.cookie, requestInfoOf(req, options), (header) =>
        res.appendHeader('set-cookie', header),
      )
    const failed = (procedurePath: string | undefined, error: TRPCError) => {
      if (error.code === 'INTERNAL_SERVER_ERROR' && refusalOf(error) === null) {
        options.onUnexpected(procedurePath ?? '(none)', error)
      }
    }
    const calls = callsOf(req, path, questionsAtOnce)
    if (calls !== null) {
      return answerCalls(req, res, {
        ...calls,
        maxBodyBytes: bodyLimitOf(path),
        makeContext: contextFor,
        onError: failed,
        head: (errors) => {
          if (!isAway(errors)) return null
          res.setHeader('retry-after', String(retryAfterSeconds))
          return 503
        },
      })
    }
    await nodeHTTPRequestHandler<AppRouter, IncomingMessage, ServerResponse>({
      req,
      res,
      path,
      router: appRouter,
      maxBodySize: bodyLimitOf(path),
      maxBatchSize: questionsAtOnce,
      // Pages send questions with POST, so that what a person typed stands in no address and no log (S36).
      allowMethodOverride: true,
      responseMeta: ({ errors }) => meta(errors),
      createContext: contextFor,
      onError: ({ error, path: procedurePath }) => failed(procedurePath, error),
    })
  }
}

/**
 * The same router for server components, in process: it reads the page request's cookies and sets none. A page being
 * drawn counts as use of the login.
 */
export async function serverCaller(house: House, cookieHeader: string | undefined, request: RequestInfo) {
  return createCaller(await makeContext(house, cookieHeader, request, () => undefined))
}

/**
 * `no-store` is said again here because event streams would otherwise bring their own, weaker line. What cannot be done
 * for the moment says when to ask again, also where it failed before any procedure was reached (R8).
 */
function meta(errors: readonly TRPCError[]) {
  const headers = new Headers({ 'cache-control': neverStored })
  if (!isAway(errors)) return { headers }
  headers.set('retry-after', String(retryAfterSeconds))
  return { headers, status: 503 }
}

function isAway(errors: readonly TRPCError[]): boolean {
  return errors.some((error) => refusalOf(error)?.family === 'unavailable')
}

function procedurePathOf(req: IncomingMessage): string {
  return (req.url ?? '').split('?', 1)[0]?.replace(/^\/trpc\/?/, '') ?? ''
}

const metas = procedureMetas(appRouter)

/** A batch never carries a large body: only a single procedure that says so may. */
function bodyLimitOf(path: string): number {
  return metas.get(path)?.maxBodyBytes ?? usualBodyBytes
}

function requestInfoOf(req: IncomingMessage, options: TrpcDoorOptions): RequestInfo {
  return {
    ipAddress: options.ipAddressOf(req),
    userAgent: (req.headers['user-agent'] ?? '').slice(0, 200),
    isBackground: req.headers['x-holdspace-background'] === '1' || req.headers.accept === 'text/event-stream',
  }
}

function sendRefusal(res: ServerResponse, refusal: Refusal): void {
  const error = toTrpcError(refusal)
  const httpStatus = refusal.family === 'not-permitted' ? 403 : 415
  res.writeHead(httpStatus, { 'content-type': 'application/json' })
  const data = { code: error.code, httpStatus, path: null, refusal }
  res.end(JSON.stringify({ error: { json: { code: -32600, message: refusal.sentence, data } } }))
}
