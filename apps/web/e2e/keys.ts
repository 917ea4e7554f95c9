import { expect, type Locator, type Page } from '@playwright/test'

/** Somebody who has no mouse: keys alone. Each place the focus comes to must be seen, and the next key must lead on. */

/** More presses than any page here has stops: whoever needs more is caught in a circle. */
const mostStops = 150

/** Presses Tab until the focus stands on this; every stop on the way shows itself. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page()
  await expect(target).toBeAttached()
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await hasFocus(target)) return
    const before = await whereFocusIs(page)
    const left = await page.evaluateHandle(() => document.activeElement)
    await page.keyboard.press('Tab')
    const now = await whereFocusIs(page)
    const leadsOn = await left.evaluate((element) => element !== document.activeElement)
    expect(leadsOn, `Tab leads on from ${before.words}`).toBe(true)
    expect(now.isSeen, `the focus can be seen on ${now.words}`).toBe(true)
  }
  throw new Error(`No way by Tab to ${target}`)
}

export async function press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(target)
  await target.page().keyboard.press(key)
}

export async function write(target: Locator, words: string | number): Promise<void> {
  await tabTo(target)
  await target.page().keyboard.press('ControlOrMeta+A')
  await target.page().keyboard.type(String(words))
}

/** Into the group by Tab, to the answer by the arrows, chosen by Space. */
export async function decideFor(group: Locator, answer: string | RegExp): Promise<void> {
  const radio = group.getByRole('radio', { name: answer })
  const { keyboard } = group.page()
  await tabTo(group)
  for (let step = 0; step < 12 && !(await hasFocus(radio)); step += 1) await keyboard.press('ArrowDown')
  await keyboard.press('Space')
  await expect(radio).toBeChecked()
}

async function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element.contains(document.activeElement))
}

interface Focus {
  readonly words: string
  readonly isSeen: boolean
}

async function whereFocusIs(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const here = document.activeElement ?? document.body
    const label = here.closest('label')
    // A banner, a strip or a bar that stands over its middle hides it (ACCESSIBILITY-UX W1).
    const isCovered = (one: Element) => {
      const { left, top, width, height } = one.getBoundingClientRect()
      const [from, to] = [Math.max(0, top), Math.min(window.innerHeight, top + height)]
      const above = document.elementFromPoint(left + width / 2, (from + to) / 2)
      return above !== null && !one.contains(above) && !above.contains(one)
    }
    const around = label === null ? [here, here.parentElement ?? here] : [label, ...label.querySelectorAll('*')]
    const isSeen = around.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      const { width, height, bottom, top } = one.getBoundingClientRect()
      const isHere = width > 8 && height > 8 && bottom > 0 && top < window.innerHeight
      return isHere && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !isCovered(one)
    })
    const name = here.getAttribute('aria-label') ?? here.textContent ?? ''
    const words = `${here.tagName.toLowerCase()} ${here.getAttribute('name') ?? ''} “${name.slice(0, 60)}”`
    // On its way out of the page the focus may rest on the body, before it comes round to the first stop.
    return { words, isSeen: isSeen || here === document.body }
  })
}
