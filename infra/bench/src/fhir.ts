import { marigoldHouse } from '@holdspace/fixture-clinic/people'
import { postgresPid } from '@holdspace/server/testing/running-server'
import type { BenchClinic } from './clinic.ts'
import { besideFloor } from './floor.ts'
import { load, ownPids } from './load.ts'
import { atLeastPercent, type Figure, share } from './measure.ts'
import { tokenOf } from './partner-token.ts'

/** A read, the vitals search and the name search through the FHIR door, beside the bare server on the same rows. */
export async function fhirFigures(clinic: BenchClinic): Promise<Figure[]> {
  const demo = clinic.demo()
  const told = demo.patients.find((one) => one.story === 'series-complete')
  if (told === undefined) throw new Error('The demo clinic has nobody with a signed session.')
  const base = `${clinic.server().address}/fhir/r4`
  const accept = 'application/fhir+json'
  const family = (told.name.split(' ').at(-1) ?? '').toLowerCase()
  const questions = {
    vitals: `Observation?patient=${told.id}&category=vital-signs&_sort=-date&_count=50`,
    name: `Patient?name=${family}`,
  }
  const authorized = async () => ({ authorization: `Bearer ${await tokenOf(base, demo)}`, accept })
  const found = await fetch(`${base}/${questions.vitals}`, { headers: await authorized() })
  const page = (await found.json()) as { entry?: readonly { resource: { id: string } }[] }
  const id = page.entry?.[0]?.resource.id
  if (id === undefined) throw new Error(`The vitals search found nothing (${found.status}).`)
  const practice = marigoldHouse.practiceId
  const pairs = [
    ['read by id, c16', `${base}/Observation/${id}`, `read?practice=${practice}&type=Observation&id=${id}`],
    [
      `vitals search (${page.entry?.length} found), c16`,
      `${base}/${questions.vitals}`,
      `vitals?practice=${practice}&about=${told.id}`,
    ],
    ['name search, c16', `${base}/${questions.name}`, `name?practice=${practice}&about=${family}`],
  ] as const
  return besideFloor(demo.databaseUrl, async (floor) => {
    const figures: Figure[] = []
    for (const [name, ours, theirs] of pairs) {
      const bare = await load([floor.pid, postgresPid(clinic.dataDir)], { url: `${floor.address}/${theirs}` })
      const own = await load(ownPids(clinic), { url: ours, headers: await authorized() })
      figures.push(share('FHIR', name, 'req/s', [own, bare], atLeastPercent(50, 60)))
    }
    return figures
  })
}
