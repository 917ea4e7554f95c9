import { createCallerFactory, router } from './procedure.ts'

/** Every question and act of the staff's app, one router a subject. */
export const appRouter = router({})

export type AppRouter = typeof appRouter

/** Calls the same procedures in process, for server components and tests. */
export const createCaller = createCallerFactory(appRouter)
