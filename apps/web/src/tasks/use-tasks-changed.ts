'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../trpc.tsx'

/** After something was done with a task: every list of tasks and the number in the frame are asked anew. */
export function useTasksChanged(): () => Promise<void> {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return () => queries.invalidateQueries(trpc.task.pathFilter())
}
