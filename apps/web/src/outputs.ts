import type { AppRouter } from '@holdspace/api/router'
import type { inferRouterOutputs } from '@trpc/server'

/** What each procedure answers, by router and name: the screens' one source of shapes. */
export type Answers = inferRouterOutputs<AppRouter>
