'use client'
import { Check, Moon, MoonStar, Sun, SunMoon } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Menu } from './menu.tsx'
import { isTheme, type Theme, themeCookie, themes } from './theme.ts'

const looks: Record<Theme, { readonly label: string; readonly note: string; readonly icon: typeof Sun }> = {
  light: { label: 'Light', note: 'For daylight', icon: Sun },
  dark: { label: 'Dark', note: 'For the evening', icon: Moon },
  'low-light': { label: 'Low light', note: 'For the treatment room', icon: MoonStar },
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

export function ThemeSwitch() {
  const shown = useTheme()
  return (
    <Menu
      label={shown === null ? 'Light and dark' : `Light and dark: now ${looks[shown].label.toLowerCase()}`}
      trigger={<SunMoon aria-hidden className="size-5" />}
      items={themes.map((theme) => {
        const { label, note, icon: Icon } = looks[theme]
        return {
          id: theme,
          label,
          note,
          icon: <Icon aria-hidden className="size-4" />,
          ...(shown === theme ? { after: <Check aria-label="chosen" className="size-4 text-accent" /> } : {}),
          onChoose: () => chooseTheme(theme),
        }
      })}
    />
  )
}
