import type { Locator, Page } from '@playwright/test'
import { conditions, inBrowser, newScreen, slowDown, slowedBy } from './browser.ts'
import { type BenchClinic, device, openSessions, signIn, team } from './clinic.ts'
import { atMost, type Figure, percentile, round } from './measure.ts'

const rounds = 3
const bar = atMost(100, 50, 'ms')

/**
 * How long the room takes to show what a key or a press did, while a prescriber charts vitals, works a dose out and writes
 * a note (interaction to next paint). Every key counts; what took under 16 ms is not told apart by browsers and counts as 8.
 */
export async function chartingFigures(clinic: BenchClinic): Promise<Figure[]> {
  return [await charting(clinic, 'desktop'), await charting(clinic, `processor ${slowedBy} times slower`)]
}

async function charting(clinic: BenchClinic, how: string): Promise<Figure> {
  const { address } = clinic.server()
  const [session = ''] = await openSessions(clinic, address, 1)
  await prepare(address, session)
  const prescriber = await signIn(address, team.prescriber)
  const took = await inBrowser(async (browser) => {
    const { page } = await newScreen(browser, 'desktop', address, prescriber)
    await page.addInitScript(remember)
    await page.goto(`${address}/sessions/${session}`)
    const note = page.getByRole('button', { name: /^Note\b/ })
    await page.getByRole('button', { name: 'Please come', disabled: false }).waitFor()
    await note.click()
    await page.getByRole('form', { name: 'Note' }).waitFor()
    await page.keyboard.press('Escape')
    if (how !== 'desktop') await slowDown(page)
    await page.evaluate('window.__acts.clear(), window.__before = performance.interactionCount')
    for (let round = 0; round < rounds; round += 1) {
      await vitals(page, 120 + round)
      await dose(page)
      await write(page, `Calm, eyes closed, breathing evenly; hand on the blanket, round ${round}`)
    }
    return interactions(page)
  })
  const p98 = round(percentile(took, 0.98))
  return {
    area: 'web',
    name: `INP while charting, ${how}`,
    value: p98,
    unit: 'ms',
    held: p98,
    bar,
    note: `98th percentile of ${took.length} keys and presses, worst ${Math.max(...took)} ms; ${conditions.desktop}`,
  }
}

/** What a dose waits for, charted beforehand: weight, a ride, a baseline, and the therapist in the room. */
async function prepare(address: string, session: string): Promise<void> {
  const nurse = device(await signIn(address, team.nurse), session)
  await device(await signIn(address, team.therapist), session)('participant-joined', { deviceLabel: 'Tablet' })
  const readBack = '70 kg, that is 154.3 lb'
  await nurse('weight-measured', {
    weightGrams: 70_000,
    enteredValue: '70',
    enteredUnit: 'kg',
    heightMm: 1680,
    readBack,
  })
  await nurse('escort-confirmed', { name: 'Jo Tamsin', phone: '518-555-0110', relationship: 'sister', present: true })
  await nurse('vitals-taken', {
    systolicMmHg: 124,
    diastolicMmHg: 78,
    heartRateBpm: 72,
    spo2Percent: 98,
    source: 'typed',
  })
}

async function vitals(page: Page, systolic: number): Promise<void> {
  await page.keyboard.press('v')
  await page.getByRole('textbox', { name: /^Systolic/ }).waitFor()
  for (const [at, value] of [systolic, 77, 69, 99, 13].entries()) {
    if (at > 0) await page.keyboard.press('Tab')
    await page.keyboard.type(String(value))
  }
  await page.getByRole('button', { name: /Sedation/ }).click()
  await page.getByRole('option', { name: /^5 · / }).click()
  await page.getByRole('button', { name: 'Record vitals' }).click()
  await said(page, new RegExp(`BP ${systolic}/77`))
}

/** The order is worked out and read back, and not given: the next round finds the same form. */
async function dose(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Dose\b/ }).click()
  const form = page.getByRole('form', { name: 'Order a dose' })
  for (const group of ['Worked out for a vial of', 'The vial in your hand says']) {
    await form.getByRole('radiogroup', { name: group }).locator('label').filter({ hasText: '50 mg/mL' }).click()
  }
  await form.locator('label').filter({ hasText: 'Read back:' }).first().click()
  await page.getByRole('button', { name: /^Close Dose/ }).click()
  await form.waitFor({ state: 'detached' })
}

async function write(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: /^Note\b/ }).click()
  const form: Locator = page.getByRole('form', { name: 'Note' })
  await form.getByRole('textbox', { name: /^Shared and permanent/ }).click()
  await page.keyboard.type(words)
  await form.getByRole('button', { name: 'Record note', exact: true }).click()
  await said(page, words)
}

async function said(page: Page, words: string | RegExp): Promise<void> {
  const timeline = page.getByRole('list', { name: 'What happened, newest first' })
  await timeline.getByRole('listitem').filter({ hasText: words }).first().waitFor()
}

/** Runs in the page before anything of it: the longest event of every interaction, as browsers measure it. */
const remember = `
  window.__acts = new Map()
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId > 0) window.__acts.set(interactionId, Math.max(window.__acts.get(interactionId) ?? 0, duration))
    }
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 })
`

async function interactions(page: Page): Promise<readonly number[]> {
  // What was painted last is reported with the frame after it.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)))')
  const [all, slow] = await page.evaluate<[number, number[]]>(
    '[performance.interactionCount - window.__before, [...window.__acts.values()]]',
  )
  return [...slow, ...Array.from({ length: Math.max(0, all - slow.length) }, () => 8)]
}
