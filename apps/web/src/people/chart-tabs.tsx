'use client'
import type { PatientId } from '@holdspace/kit/ids'
import { clsx } from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import type { ChartTab } from './tabs-of-chart.ts'

export interface ChartTabsProps {
  readonly patientId: PatientId
  readonly tabs: readonly ChartTab[]
}

/** The ways through a chart: links, so that each part has an address, opens in its own tab and goes back. */
export function ChartTabs({ patientId, tabs }: ChartTabsProps) {
  const path = usePathname()
  const bar = useRef<HTMLElement>(null)
  const root = `/people/${patientId}`
  // On a narrow screen the part one is in may lie outside the bar.
  useEffect(() => {
    bar.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [path])
  return (
    <nav
      ref={bar}
      aria-label="Parts of this chart"
      data-screen-only
      className="flex gap-1 overflow-x-auto border-line border-b bg-surface px-2 [scrollbar-width:none] lg:px-4"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.path}
          href={`${root}${tab.path}`}
          prefetch={false}
          {...(isAt(path, root, tab.path) ? { 'aria-current': 'page' as const } : {})}
          className={clsx(
            'flex min-h-11 shrink-0 items-center border-transparent border-b-2 px-3 font-strong text-muted no-underline eased',
            'hover:text-ink focus-visible:-outline-offset-2 aria-[current]:border-accent aria-[current]:text-ink',
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  )
}

function isAt(path: string, root: string, tab: string): boolean {
  return tab === '' ? path === root : path === `${root}${tab}` || path.startsWith(`${root}${tab}/`)
}
