'use client'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'

export interface MenuChoice {
  readonly id: string
  readonly label: string
  readonly note?: string
  readonly icon?: ReactNode
  readonly after?: ReactNode
  readonly href?: string
  readonly onChoose?: () => void
}

export interface MenuProps {
  /** The accessible name of the trigger when it shows only an icon. */
  readonly label?: string
  readonly trigger: ReactNode
  readonly items: readonly MenuChoice[]
  readonly triggerClass?: string
}

export function Menu({ label, trigger, items, triggerClass }: MenuProps) {
  return (
    <MenuTrigger>
      <AriaButton
        {...(label === undefined ? {} : { 'aria-label': label })}
        className={
          triggerClass ??
          'inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-control px-2.5 text-ink eased hover:bg-soft'
        }
      >
        {trigger}
      </AriaButton>
      <Popover
        data-goes-back
        className="rises min-w-56 rounded-card border border-line bg-raised p-1 shadow-float in-data-covered:hidden"
      >
        <AriaMenu className="outline-none">
          {items.map((item) => (
            <MenuItem
              key={item.id}
              id={item.id}
              textValue={item.label}
              {...(item.href === undefined ? {} : { href: item.href })}
              {...(item.onChoose === undefined ? {} : { onAction: item.onChoose })}
              className="flex min-h-11 cursor-pointer items-center gap-3 rounded-control px-3 py-1.5 text-ink outline-none data-focused:bg-soft"
            >
              {item.icon === undefined ? null : <span className="text-muted">{item.icon}</span>}
              <span className="min-w-0 flex-1">
                <span className="block font-strong">{item.label}</span>
                {item.note === undefined ? null : <span className="block text-muted">{item.note}</span>}
              </span>
              {item.after}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
