import { seedScale } from '@holdspace/fixture-clinic/seed-scale'
import pg from 'pg'
import { benchHouse } from './bench-house.ts'
import { type BenchClinic, signIn, team } from './clinic.ts'
import { atMost, type Figure, percentile, round } from './measure.ts'

const few = 1_000
const many = 100_000
const times = 150

/** The same questions at a thousand and at a hundred thousand people: the chart of one of them, and the search box. */
export async function scaleFigures(clinic: BenchClinic): Promise<Figure[]> {
  const { address } = clinic.server()
  const { databaseUrl } = clinic.demo()
  const { house, close } = benchHouse({ databaseUrl, secretKey: clinic.secretKey(), address })
  const nurse = await signIn(address, team.nurse)
  const [person] = clinic.demo().patients
  if (person === undefined) throw new Error('The demo clinic has no patients.')
  const family = (person.name.split(' ').at(-1) ?? '').slice(0, 4)
  const questions = [
    ['chart opened', () => nurse.query('people.chart', { patientId: person.id })],
    ['search box', () => nurse.mutate('people.search', { text: family })],
  ] as const
  await seedScale(house, few)
  await learn(databaseUrl)
  const atFew = await mediansOf(questions)
  await seedScale(house, many - few, () => undefined, few)
  await learn(databaseUrl)
  const atMany = await mediansOf(questions)
  await close()
  return questions.map(([name], at) => {
    const before = atFew[at] ?? 0
    const after = atMany[at] ?? 0
    const held = round(after / before, 2)
    return {
      area: 'scale',
      name: `${name}: ${many} people beside ${few}`,
      value: round(after),
      unit: 'ms',
      floor: round(before),
      held,
      bar: atMost(2, 1.2, '×'),
      note: `median of ${times} over HTTP, one at a time`,
    }
  })
}

type Question = readonly [string, () => Promise<unknown>]

/** Milliseconds until the answer is read; some ask first, so that nothing is measured cold. */
async function mediansOf(questions: readonly Question[]): Promise<readonly number[]> {
  const medians: number[] = []
  for (const [, ask] of questions) {
    const took: number[] = []
    for (let time = -20; time < times; time += 1) {
      const started = performance.now()
      await ask()
      if (time >= 0) took.push(performance.now() - started)
    }
    medians.push(percentile(took, 0.5))
  }
  return medians
}

/** Statistics and visibility, as the database itself comes to them within the hour. */
async function learn(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}
