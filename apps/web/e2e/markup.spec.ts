import type { Page } from '@playwright/test'
import { expect, test } from './clinic.ts'
import { doorOf } from './door.ts'
import { chartByDoor, chartOf, freshFamily, openSession, ride } from './session-by-door.ts'

/** S34: what a browser would run if any of it were ever put into a page as markup instead of as words. */
const told = (field: string) =>
  `${field} <img src=x onerror="window.markupRan='${field}'"><script>window.markupRan='${field}'</script> {{7*7}}`

/** Nothing ran, nothing became an element, and the words stand there as they were written. */
async function isHarmless(page: Page, ...fields: readonly string[]): Promise<void> {
  for (const field of fields) await expect(page.getByText(`${field} <img src=x`).first()).toBeAttached()
  expect(await page.evaluate(() => Reflect.get(window, 'markupRan') ?? null)).toBeNull()
  await expect(page.locator('img[src="x"], script:not([nonce]):not([src])')).toHaveCount(0)
}

test('markup in names, notes, problems, rides and messages is shown as words and never runs (S34)', async ({
  enter,
}) => {
  test.setTimeout(240_000)
  const [nurse, prescriber, therapist] = [await enter('nurse'), await enter('prescriber'), await enter('therapist')]
  const family = freshFamily('Markup')
  const patient = await chartOf(nurse, {
    family,
    given: told('given'),
    problem: { code: '370143000', display: told('problem') },
    allergy: { code: '91936005', display: told('allergy') },
  })
  await nurse.goto(`/people/${patient}`)
  await isHarmless(nurse, 'given', 'problem', 'allergy')
  await nurse.goto('/people')
  await nurse.getByRole('searchbox').or(nurse.getByRole('textbox')).first().fill(family)
  await isHarmless(nurse, 'given')

  const session = await openSession({ nurse, prescriber, therapist }, { patient, room: told('room').slice(0, 250) })
  await chartByDoor(nurse, session, [
    { kind: 'observation-noted', body: { text: told('observation') } },
    { kind: 'patient-words-noted', body: { text: told('patient words') } },
    {
      kind: 'adverse-effect-noted',
      body: { effect: 'nausea', severity: 'mild', action: told('action'), resolved: true },
    },
    { kind: 'escort-confirmed', body: { ...ride, name: told('escort').slice(0, 250) } },
    { kind: 'help-called', body: { message: told('call') } },
  ])
  await nurse.goto(`/sessions/${session}`)
  await isHarmless(nurse, 'observation', 'patient words', 'action', 'escort', 'call')
  await nurse.goto(`/sessions/${session}/record`)
  await isHarmless(nurse, 'observation', 'patient words', 'action')
  await nurse.goto('/today')
  await isHarmless(nurse, 'room')
  // Nobody else of this run is left with a call on their screen.
  const { entries } = await doorOf(nurse).session.read.query({ sessionId: session as never })
  const called = entries.find(({ kind }) => kind === 'help-called')
  await doorOf(nurse).help.answer.mutate({ callId: called?.id ?? ('' as never), calledOff: true })
})
