import { setTimeout as pause } from 'node:timers/promises'
import { marigoldHouse } from '@holdspace/fixture-clinic/people'
import pg from 'pg'
import type { BenchClinic, DemoFile } from './clinic.ts'
import { atLeastPercent, type Figure, round, share } from './measure.ts'
import { tokenOf } from './partner-token.ts'

const resources = 200_000

/** A bulk export over HTTP from kick-off to the last byte, beside COPY of the same stored texts. */
export async function exportFigures(clinic: BenchClinic): Promise<Figure[]> {
  const demo = clinic.demo()
  const base = `${clinic.server().address}/fhir/r4`
  const told = demo.patients.find((one) => one.story === 'series-complete')
  if (told === undefined) throw new Error('The demo clinic has nobody with a signed session.')
  const client = new pg.Client({ connectionString: demo.databaseUrl })
  await client.connect()
  // Copies of one measurement of the demo clinic, written straight into the projection.
  await client.query(
    `insert into clinic.fhir_resource
       select practice_id, type, 'bench-' || n, patient_id, 1, mapping_version, now() - interval '1 hour', at, at_until, true,
         false, labels, replace(text, '"id":"' || id || '"', '"id":"bench-' || n || '"'), tokens
       from (select * from clinic.fhir_resource where practice_id = $1 and patient_id = $2 and type = 'Observation' and visible
               order by id limit 1) one, generate_series(1, $3::integer) n
       on conflict do nothing`,
    [marigoldHouse.practiceId, told.id, resources],
  )
  await client.query('vacuum analyze clinic.fhir_resource')
  const copied = await perSecond(async () => {
    await client.query(`copy (select text from clinic.fhir_resource where practice_id = '${marigoldHouse.practiceId}'
      and type = 'Observation' order by id) to program 'cat > /dev/null'`)
    return resources
  })
  await client.end()
  const exported = await perSecond(() => exportOnce(base, demo))
  return [share('FHIR', '$export, end to end', '/s', [exported, copied], atLeastPercent(50, 70))]
}

async function exportOnce(base: string, demo: DemoFile): Promise<number> {
  const headers = { authorization: `Bearer ${await tokenOf(base, demo)}` }
  const begun = await fetch(`${base}/Patient/$export?_type=Observation`, { headers })
  const status = begun.headers.get('content-location') ?? ''
  for (;;) {
    const answer = await fetch(status, { headers })
    if (answer.status === 200) {
      const { output } = (await answer.json()) as { output: readonly { url: string; count: number }[] }
      const [file] = output
      if (file === undefined) throw new Error('The export holds nothing.')
      await drain(await fetch(file.url, { headers: { ...headers, 'accept-encoding': 'identity' } }))
      return file.count
    }
    await answer.arrayBuffer()
    await pause(50)
  }
}

async function drain(answer: Response): Promise<void> {
  const reader = answer.body?.getReader()
  while (reader !== undefined && !(await reader.read()).done);
}

async function perSecond(act: () => Promise<number>): Promise<number> {
  const started = performance.now()
  const count = await act()
  return round(count / ((performance.now() - started) / 1000))
}
