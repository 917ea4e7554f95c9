import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './clinic.ts'
import { pictureFolder } from './env.ts'
import { routeNamed, visit } from './routes.ts'

/** The pictures of docs/images: file name, route, width, theme. Few and small, for they travel with every clone. */
const pictures = [
  ['today', 'today', 1440, 'light'],
  ['today-phone', 'today', 390, 'light'],
  ['session-room', 'session room', 1440, 'light'],
  ['session-room-low-light', 'session room', 1440, 'low-light'],
  ['session-room-tablet', 'session room', 820, 'dark'],
  ['session-room-phone', 'session room', 390, 'light'],
  ['therapist', 'session room of the therapist', 820, 'low-light'],
  ['chart', 'chart', 1440, 'light'],
  ['referral', 'review of a referral', 1440, 'light'],
  ['record', 'record', 1440, 'light'],
] as const

const heights: { readonly [width: number]: number } = { 390: 844, 820: 1180, 1440: 900 }
const mostBytes = 200 * 1024

test.describe('pictures of docs/images', () => {
  for (const [file, name, width, theme] of pictures) {
    test(file, async ({ enter, baseURL }) => {
      const route = routeNamed(name)
      const page = await enter(route.who, {
        viewport: { width, height: heights[width] ?? 900 },
        reducedMotion: 'reduce',
      })
      await page.context().addCookies([{ name: 'holdspace-theme', value: theme, url: baseURL ?? '' }])
      await visit(page, route)
      await page.evaluate(() => document.fonts.ready)
      mkdirSync(pictureFolder, { recursive: true })
      const path = join(pictureFolder, `${file}.png`)
      await page.screenshot({ path, animations: 'disabled' })
      expect(statSync(path).size).toBeLessThanOrEqual(mostBytes)
    })
  }
})
