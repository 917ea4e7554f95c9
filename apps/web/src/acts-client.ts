import type { AppRouter } from '@holdspace/api/router'
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  type Operation,
  splitLink,
} from '@trpc/client'
import superjson from 'superjson'

const url = '/trpc'
const transformer = superjson

/** The context keys a call may carry: `alone` for a body too large to travel in a batch, `background` for the app's own polling. */
function headersOf(operations: readonly Operation[]): Record<string, string> {
  return operations.every((each) => each.context.background === true) ? { 'x-holdspace-background': '1' } : {}
}

export function newClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: httpSubscriptionLink({ url, transformer }),
        false: splitLink({
          condition: (operation) => operation.context.alone === true,
          // Questions too go by POST: a name somebody looks for must stand in no address (S36).
          true: httpLink({ url, transformer, methodOverride: 'POST', headers: ({ op }) => headersOf([op]) }),
          false: httpBatchLink({
            url,
            transformer,
            methodOverride: 'POST',
            maxItems: 20,
            headers: ({ opList }) => headersOf(opList),
          }),
        }),
      }),
    ],
  })
}
