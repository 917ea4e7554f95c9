import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AnyTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape, TRPCError } from '@trpc/server'
import { getHTTPStatusCode } from '@trpc/server/http'
import type { ApiContext } from './context.ts'
import { type AppRouter, appRouter } from './router.ts'

/** What a request with one question or change, or with a batch of them, needs to be answered. */
export interface Calls {
  /** Full paths, in the order of the answers. */
  readonly paths: readonly string[]
  readonly isBatch: boolean
  readonly maxBodyBytes: number
  readonly makeContext: () => Promise<ApiContext>
  /** Told of every call that failed, with the error as it is sent. */
  readonly onError: (path: string, error: TRPCError) => void
  /** Sets further headers and answers the status where the errors ask for another one. */
  readonly head: (errors: readonly TRPCError[]) => number | null
}

const config = appRouter._def._config
// At run time tRPC keeps procedures flat by path; its types show them nested.
const procedures = appRouter._def.procedures as unknown as Readonly<Record<string, AnyTRPCProcedure | undefined>>

/**
 * The calls of a POST that can be answered here; null for the others, which are left to tRPC's own adapter: event streams,
 * unknown paths, mixed kinds, and answers in pieces. That adapter dresses each request and answer as the objects of the
 * Fetch standard and pipes bodies through its streams, which cost more than recording an act.
 */
export function callsOf(req: IncomingMessage, path: string, mostCalls: number) {
  if (req.method !== 'POST' || req.headers['trpc-accept'] !== undefined || path.includes('%')) return null
  const query = (req.url ?? '').split('?', 2)[1] ?? ''
  const isBatch = query === 'batch=1'
  if (query !== '' && !isBatch) return null
  const paths = isBatch ? path.split(',') : [path]
  const types = new Set(paths.map((one) => (Object.hasOwn(procedures, one) ? procedures[one]?._def.type : undefined)))
  const [type] = types
  if (paths.length > mostCalls || types.size !== 1 || type === undefined || type === 'subscription') return null
  return { paths, isBatch }
}

/** Answers in the form of tRPC's own adapter, which the tests of this door hold it to. Never rejects. */
export async function answerCalls(req: IncomingMessage, res: ServerResponse, calls: Calls): Promise<void> {
  const input = readInput(req, calls.maxBodyBytes)
  // Asked for by the procedures, each for itself, once they know who asks.
  input.catch(() => undefined)
  const context = await settled(calls.makeContext())
  const answers = await Promise.all(
    calls.paths.map(async (path, at): Promise<Answered> => {
      const type = procedures[path]?._def.type ?? 'unknown'
      try {
        if ('error' in context) throw context.error
        const getRawInput = async () => inputOf(await input, calls.isBatch, at)
        const call = { path, getRawInput, ctx: context.value, type, signal: undefined, batchIndex: at }
        return { error: null, told: { result: { data: await procedures[path]?.(call as never) } } }
      } catch (cause) {
        const error = getTRPCErrorFromUnknown(cause)
        calls.onError(path, error)
        const ctx = 'value' in context ? context.value : undefined
        return { error, told: { error: getTRPCErrorShape({ config, error, type, path, input: undefined, ctx }) } }
      }
    }),
  )
  const errors = answers.flatMap(({ error }) => error ?? [])
  const told = answers.map((one) => one.told)
  const status = calls.head(errors) ?? getHTTPStatusCode(told as never)
  const out = config.transformer.output
  const texts = told.map((one) =>
    JSON.stringify(
      'error' in one ? { error: out.serialize(one.error) } : { result: { data: out.serialize(one.result.data) } },
    ),
  )
  res.setHeader('vary', 'trpc-accept, accept')
  res.setHeader('content-type', 'application/json')
  // What was not read of a body that is too large is not waited for.
  if (errors.some(({ code }) => code === 'PAYLOAD_TOO_LARGE')) res.setHeader('connection', 'close')
  res.statusCode = status
  res.end(calls.isBatch ? `[${texts.join()}]` : texts[0])
}

interface Answered {
  readonly error: TRPCError | null
  readonly told: { readonly result: { readonly data: unknown } } | { readonly error: ShapeOf }
}
type ShapeOf = ReturnType<typeof getTRPCErrorShape<AppRouter['_def']['_config']['$types']>>

async function settled<T>(promise: Promise<T>): Promise<{ readonly value: T } | { readonly error: unknown }> {
  try {
    return { value: await promise }
  } catch (error) {
    return { error }
  }
}

function inputOf(body: unknown, isBatch: boolean, at: number): unknown {
  if (isBatch && (typeof body !== 'object' || body === null)) {
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'A batch is an object of inputs.' })
  }
  const each = isBatch ? (body as Readonly<Record<number, unknown>>)[at] : body
  return each === undefined ? undefined : config.transformer.input.deserialize(each as never)
}

function readInput(req: IncomingMessage, maxBytes: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) return void chunks.push(chunk)
      req.off('data', take)
      reject(new TRPCError({ code: 'PAYLOAD_TOO_LARGE' }))
    }
    req.on('data', take)
    req.once('error', reject)
    req.once('end', () => {
      try {
        resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')))
      } catch (cause) {
        reject(new TRPCError({ code: 'PARSE_ERROR', cause }))
      }
    })
  })
}
