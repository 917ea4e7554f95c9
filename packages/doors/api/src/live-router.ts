import { followLive, followLiveInput } from '@holdspace/use-cases/live/follow-live'
import { tracked } from '@trpc/server'
import { router, staffProcedure } from './procedure.ts'
import { whileSignedIn } from './while-signed-in.ts'

/** The one event stream of a browser (RULINGS 18). A locked login hears calls for help and nothing of anybody. */
export const liveRouter = router({
  follow: staffProcedure('call.read', { whileLocked: 'hears-calls' })
    .input(followLiveInput)
    .subscription(async function* ({ ctx, input, signal }) {
      const stream = whileSignedIn(ctx, signal, (stop) => followLive(ctx.house, ctx.actor, input, stop))
      for await (const { id, news } of stream) yield tracked(id, news)
    }),
})
