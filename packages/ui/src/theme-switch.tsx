'use client'
import { clsx } from 'clsx'
import { type ComponentType, useSyncExternalStore } from 'react'
import { type DoorIconProps, Moon, MoonStar, Sun } from './door-icons.tsx'
import { isTheme, type Theme, themeCookie, themes } from './theme.ts'

const looks: Record<Theme, { readonly label: string; readonly icon: ComponentType<DoorIconProps> }> = {
  light: { label: 'Light', icon: Sun },
  dark: { label: 'Dark', icon: Moon },
  'low-light': { label: 'Low light, for the treatment room', icon: MoonStar },
}

const listeners = new Set<() => void>()

/** Sets the look at once and keeps it on this device for a year (LL5); the server draws the next page in it (LL3). */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  const secure = location.protocol === 'https:' ? '; secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: a preference the server must read before it draws; no API is older.
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax${secure}`
  for (const listener of listeners) listener()
}

export function useTheme(): Theme | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => {
      const shown = document.documentElement.dataset.theme
      return isTheme(shown) ? shown : null
    },
    () => null,
  )
}

/** Three buttons and no pop-over: the door of the house loads nothing it does not need (PF4). */
export function ThemeSwitch() {
  const shown = useTheme()
  return (
    <fieldset className="flex" data-screen-only>
      <legend className="sr-only">Light and dark</legend>
      {themes.map((theme) => {
        const { label, icon: Icon } = looks[theme]
        return (
          <button
            key={theme}
            type="button"
            title={label}
            aria-label={label}
            aria-pressed={shown === theme}
            onClick={() => chooseTheme(theme)}
            className={clsx(
              'grid size-11 place-items-center rounded-control eased hover:bg-soft hover:text-ink focus-visible:-outline-offset-2',
              shown === theme ? 'text-accent' : 'text-muted',
            )}
          >
            <span className={clsx('grid size-8 place-items-center rounded-full eased', shown === theme && 'bg-soft')}>
              <Icon className="size-4.5" />
            </span>
          </button>
        )
      })}
    </fieldset>
  )
}
