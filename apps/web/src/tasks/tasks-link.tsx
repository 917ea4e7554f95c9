'use client'
import { Link } from '@holdspace/ui/link'
import { useQuery } from '@tanstack/react-query'
import { ListChecks } from 'lucide-react'
import { useTRPC } from '../trpc.tsx'

/** Tasks in the top line of the frame, with how many wait. Asked every thirty seconds, without counting as use (S25). */
export function TasksLink() {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.task.count.queryOptions(undefined, { refetchInterval: 30_000, trpc: { context: { background: true } } }),
  )
  const waiting = data?.waiting ?? 0
  return (
    <Link
      href="/tasks"
      className="relative flex min-h-11 items-center gap-1.5 px-2 text-ink no-underline hover:bg-soft"
      aria-label={waiting === 0 ? 'Tasks, none waiting' : `Tasks, ${waiting} waiting`}
    >
      <ListChecks aria-hidden className="size-5" />
      <span className="max-sm:sr-only">Tasks</span>
      {waiting === 0 ? null : (
        <span
          aria-hidden
          data-figures
          className="min-w-5 rounded-full bg-fill px-1.5 text-center text-caption text-on-fill leading-5 max-sm:absolute max-sm:top-0.5 max-sm:right-0 max-sm:min-w-4 max-sm:px-1 max-sm:leading-4"
        >
          {waiting}
        </span>
      )}
    </Link>
  )
}
