/** The three looks of the screen. Low light is for the treatment room: a choice of the reader, never forced (LL5). */
export const themes = ['light', 'dark', 'low-light'] as const
export type Theme = (typeof themes)[number]

/** A cookie rather than local storage, so that the first byte of a page already has its look and nothing flashes (LL3). */
export const themeCookie = 'holdspace-theme'

export function isTheme(text: string | undefined): text is Theme {
  return themes.some((theme) => theme === text)
}

/** Runs before the first paint for a device that has not chosen: follows the device's own light or dark. */
export const themeScript =
  "if(!document.documentElement.dataset.theme)document.documentElement.dataset.theme=matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light'"
