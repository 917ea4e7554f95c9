'use client'
import type { AppRouter } from '@holdspace/api/router'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  type Operation,
  splitLink,
} from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import superjson from 'superjson'
import { refusalOf } from './refusal-of.ts'

/** `useTRPC` for queries with TanStack, `useTRPCClient` for acts (see `attempt`). */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

const url = '/trpc'
const transformer = superjson

/** The context keys a call may carry: `alone` for a body too large to travel in a batch, `background` for the app's own polling. */
function headersOf(operations: readonly Operation[]): Record<string, string> {
  return operations.every((each) => each.context.background === true) ? { 'x-holdspace-background': '1' } : {}
}

function newClient() {
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

/** An expected "no" is final; only what never reached the server is asked again. */
function worthAnotherTry(failures: number, error: unknown): boolean {
  return failures < 2 && refusalOf(error).family === 'unavailable'
}

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: worthAnotherTry },
      mutations: { retry: false },
    },
  })
}

export function Questions({ children }: { readonly children: ReactNode }) {
  const [queryClient] = useState(newQueryClient)
  const [trpcClient] = useState(newClient)
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  )
}
