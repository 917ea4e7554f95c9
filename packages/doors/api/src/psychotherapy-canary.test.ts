import { privateNoteId } from '@holdspace/clinic/notes/psychotherapy-note'
import { actAs } from '@holdspace/fixture-clinic/act-as'
import { openChart } from '@holdspace/fixture-clinic/open-chart'
import {
  danaWhitfield,
  type FixturePerson,
  helenAmes,
  inesCalder,
  lenaOkafor,
  maraQuist,
  priyaRaman,
  rosaVance,
  samReyes,
  theoLind,
} from '@holdspace/fixture-clinic/people'
import { marisolFromValley } from '@holdspace/fixture-clinic/referrals'
import { type TestHouse, testHouse } from '@holdspace/fixture-clinic/test-house'
import type { PatientId } from '@holdspace/kit/ids'
import { keepPsychotherapyNote } from '@holdspace/use-cases/notes/psychotherapy-notes'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { policy } from './policy.ts'
import { createCaller } from './router.ts'

/** Said nowhere else in the house, so that wherever it turns up the note has leaked. */
const canary = 'vermilion-petrel-58'
const noteId = privateNoteId.parse('018f4444-0000-7000-8000-000000000001')

let clinic: TestHouse
let marisol: PatientId
const logged: string[] = []
const write = { log: console.log, error: console.error, warn: console.warn }

beforeAll(async () => {
  for (const level of ['log', 'error', 'warn'] as const) {
    console[level] = (...words: unknown[]) => void logged.push(words.map(String).join(' '))
  }
  clinic = await testHouse()
  marisol = await openChart(clinic.house, actAs(maraQuist, clinic.clock.now), marisolFromValley)
  const keeping = { noteId, patientId: marisol, version: 1, title: canary, words: `About the ${canary}.` }
  const kept = await keepPsychotherapyNote(clinic.house, actAs(lenaOkafor, clinic.clock.now), keeping)
  if (!kept.ok) throw new Error(kept.refusal.sentence)
})
afterAll(async () => {
  Object.assign(console, write)
  await clinic.stop()
})

/** What every question that takes a patient, or nothing, may be asked with. */
const inputs = () => [{ patientId: marisol }, { text: canary.slice(0, 9) }, { status: 'in-review' }, {}, undefined]

async function everythingTold(person: FixturePerson): Promise<string> {
  const actor = actAs(person, clinic.clock.now)
  const reaching = actor.guestPatients === null ? actor : { ...actor, guestPatients: [marisol] }
  const duties = ['medical-director', 'privacy-officer', 'supervisor', 'witness'] as const
  const caller = createCaller({
    house: clinic.house,
    request: { ipAddress: '192.0.2.1', userAgent: 'a test', isBackground: false },
    cookies: { login: null, pending: null, device: null },
    login: { kind: 'active', actor: { ...reaching, duties } },
    setCookie: () => undefined,
  } as never)
  const told: string[] = []
  for (const path of Object.keys(policy).filter((one) => !/^signIn\.|\.follow$/.test(one))) {
    const procedure = path.split('.').reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], caller)
    for (const input of inputs()) {
      try {
        told.push(JSON.stringify((await (procedure as (input: unknown) => Promise<unknown>)(input)) ?? null))
      } catch (error) {
        told.push(error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : String(error))
      }
    }
  }
  return told.join('\n')
}

it.each([helenAmes, maraQuist, rosaVance, theoLind, priyaRaman, danaWhitfield, inesCalder, samReyes])(
  'no answer of any procedure to anybody but its author holds a word of it: $displayName ($role), with every duty (M18)',
  async (person) => {
    const told = await everythingTold(person)
    expect(told.length).toBeGreaterThan(1_000)
    expect(told).not.toContain(canary)
    expect(told).not.toContain(noteId)
  },
)

it('its author alone is told it (M18, S08)', async () => {
  expect(await everythingTold(lenaOkafor)).toContain(canary)
})

it('nothing of it was logged on the way (M18)', () => {
  expect(logged.join('\n')).not.toContain(canary)
})
