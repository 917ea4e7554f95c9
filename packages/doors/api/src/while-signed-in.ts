import type { StaffActor } from '@holdspace/clinic/access/actor'
import { mayKeepListening } from '@holdspace/use-cases/sign-in/find-login'
import { loginsChangedTopic } from '@holdspace/use-cases/sign-in/sign-out'
import { reachHolds } from '@holdspace/use-cases/team/guest-reach'
import type { ApiContext } from './context.ts'

/** Under the five seconds in which a stream must end after its login did (S11, S27). */
const checkEveryMs = 3_000

/**
 * Ends a subscription when the login behind it ended, its member was taken out, or a guest lost a patient. Wrap every stream in it:
 * `yield* whileSignedIn(ctx, signal, (stop) => changes(…, stop))`. The inner stream is given the signal to stop on.
 */
export async function* whileSignedIn<T>(
  ctx: Pick<ApiContext, 'house'> & { readonly actor: StaffActor },
  signal: AbortSignal | undefined,
  stream: (stop: AbortSignal) => AsyncIterable<T>,
): AsyncGenerator<T, void, void> {
  const over = new AbortController()
  const end = () => over.abort()
  const check = async () => {
    // A database that does not answer says nothing about the login; the stream's own reads will fail by themselves.
    const may = await mayListen(ctx).catch(() => true)
    if (!may) end()
  }
  const timer = setInterval(check, checkEveryMs)
  const stopListening = ctx.house.listen(loginsChangedTopic, check)
  signal?.addEventListener('abort', end, { once: true })
  if (signal?.aborted) end()
  try {
    for await (const each of stream(over.signal)) {
      if (over.signal.aborted) return
      yield each
    }
  } finally {
    clearInterval(timer)
    stopListening()
    signal?.removeEventListener('abort', end)
  }
}

async function mayListen({
  house,
  actor,
}: Pick<ApiContext, 'house'> & { readonly actor: StaffActor }): Promise<boolean> {
  return (await mayKeepListening(house, actor.loginId)) && (await reachHolds(house, actor))
}
