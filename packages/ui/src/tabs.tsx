'use client'
import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs'

export interface TabItem {
  readonly id: string
  readonly label: string
  /** How many wait there, when that is worth knowing. */
  readonly count?: number
  readonly content: ReactNode
}

export interface TabsProps {
  readonly label: string
  readonly items: readonly TabItem[]
  readonly selected?: string
  readonly onSelect?: (id: string) => void
}

export function Tabs({ label, items, selected, onSelect }: TabsProps) {
  return (
    <AriaTabs
      {...(selected === undefined ? {} : { selectedKey: selected })}
      {...(onSelect === undefined ? {} : { onSelectionChange: (key) => onSelect(String(key)) })}
    >
      <TabList aria-label={label} className="flex gap-1 overflow-x-auto border-line border-b [scrollbar-width:none]">
        {items.map((item) => (
          <Tab
            key={item.id}
            id={item.id}
            className={
              'relative -mb-px flex min-h-11 shrink-0 cursor-pointer items-center gap-2 border-transparent border-b-2 px-3 font-strong text-muted eased ' +
              'hover:text-ink data-selected:border-accent data-selected:text-ink data-focus-visible:-outline-offset-2'
            }
          >
            {item.label}
            {item.count === undefined ? null : (
              <span className="rounded-full bg-sunken px-1.5 text-caption text-muted">{item.count}</span>
            )}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className="pt-4">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
