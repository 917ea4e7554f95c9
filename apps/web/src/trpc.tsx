'use client'
import type { AppRouter } from '@holdspace/api/router'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import { newClient } from './acts-client.ts'
import { refusalOf } from './refusal-of.ts'

/** `useTRPC` for queries with TanStack, `useTRPCClient` for acts (see `attempt`). */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>()

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
