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
  await copyPeople(databaseUrl, Math.round(many / few) - 1)
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

/**
 * Each generated person so many times again, with names to be found by and facts, straight into the tables: a hundred
 * thousand through the clinic's own acts would take longer than all other benchmarks.
 */
async function copyPeople(databaseUrl: string, copies: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const copied = (table: string, columns: string) => `
    insert into clinic.${table}
      select (jsonb_populate_record(one, jsonb_build_object(${columns}))).*
      from clinic.${table} one cross join generate_series(1, $1::integer) n
      where exists (select from bench.crowd where crowd.id = one.${table === 'patient' ? 'id' : 'patient_id'})`
  const again = (column: string) => `'${column}', md5(one.${column}::text || n)::uuid`
  await client.query('create schema if not exists bench')
  await client.query(
    `create table bench.crowd as select id from clinic.patient where created_by_name = 'Holdspace (generated for the demo)'`,
  )
  const mrn = `'mrn', (select max(mrn) from clinic.patient) + row_number() over ()`
  await client.query(copied('patient', `${again('id')}, ${mrn}`), [copies])
  await client.query(copied('patient_name_token', again('patient_id')), [copies])
  for (const facts of ['problem', 'allergy', 'medication', 'weight']) {
    await client.query(copied(facts, `${again('id')}, ${again('patient_id')}`), [copies])
  }
  await client.end()
}

/** Statistics and visibility, as the database itself comes to them within the hour. */
async function learn(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('vacuum analyze')
  await client.end()
}
