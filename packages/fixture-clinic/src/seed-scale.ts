import { inPractice } from '@holdspace/db/database'
import { factsOfSome, insertImportedFactsOf } from '@holdspace/db/fact-store'
import { writeResources } from '@holdspace/db/fhir-store'
import { drawMrns, insertPatients, type PatientRow } from '@holdspace/db/patient-store'
import type { PracticeRefs } from '@holdspace/fhir/refs'
import { patientId } from '@holdspace/kit/ids'
import type { Instant } from '@holdspace/kit/instant'
import type { House } from '@holdspace/use-cases/house'
import { patientWrites } from '@holdspace/use-cases/people/patient-fhir'
import { demoIds } from './demo-ids.ts'
import { generatedPerson } from './generated-people.ts'
import { marigoldHouse } from './people.ts'

/** People in one transaction: few statements for each of them, and no statement near the limit of its parameters. */
const batchSize = 200
/** Batches at a time: one is mapped to FHIR here while the database writes the other. */
const atOnce = 2

type ScaleHouse = Pick<House, 'db' | 'clock' | 'publicUrl' | 'isDemo'>

/**
 * Fills Marigold House with generated people beside those of the stories, for benchmarks and for seeing lists at their
 * real length. Persons, names to find them by, facts and FHIR resources are as an accepted referral leaves them; there is
 * no referral behind them and no line of the audit trail, because nobody read or decided anything. `told` hears how many
 * there are, every few thousand. Demo only.
 */
export async function seedScale(
  house: ScaleHouse,
  count: number,
  told: (so: number) => void = () => undefined,
): Promise<void> {
  if (!house.isDemo) throw new Error('Made-up people are seeded in the demo only.')
  if (count === 0) return
  const at = house.clock()
  const firstMrn = await inPractice(house.db, marigoldHouse.practiceId, (tx) =>
    drawMrns(tx, marigoldHouse.practiceId, count),
  )
  const batches = Array.from({ length: Math.ceil(count / batchSize) }, (_, batch) => batch * batchSize)
  let added = 0
  const work = async () => {
    for (let from = batches.shift(); from !== undefined; from = batches.shift()) {
      const to = Math.min(from + batchSize, count)
      await seedBatch(house, { from, to, firstMrn, at })
      added += to - from
      if (added % (batchSize * 10) === 0) told(added)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

interface Batch {
  readonly from: number
  readonly to: number
  readonly firstMrn: number
  readonly at: Instant
}

async function seedBatch({ db, publicUrl }: ScaleHouse, { from, to, firstMrn, at }: Batch): Promise<void> {
  const { practiceId, name, zone } = marigoldHouse
  const refs: PracticeRefs = { practiceId, practiceName: name, zone, localBase: `${publicUrl}/fhir/r4` }
  const newId = demoIds(`crowd ${from}`)
  const people = Array.from({ length: to - from }, (_, place) => ({
    ...generatedPerson(from + place, at),
    patientId: patientId.parse(newId()),
    mrn: String(firstMrn + from + place),
    notDuplicateBecause: null,
  }))
  const origin = { practiceId, referralId: null, recordedBy: null, at, newId }
  await inPractice(db, practiceId, async (tx) => {
    await insertPatients(tx, practiceId, people, { membershipId: null, name: 'Holdspace (generated for the demo)' }, at)
    await insertImportedFactsOf(
      tx,
      people.map(({ patientId: id, facts }) => ({ origin: { ...origin, patientId: id }, facts })),
    )
    const ids = people.map((one) => one.patientId)
    const known = await factsOfSome(tx, practiceId, ids)
    const writes = people.flatMap(({ patientId: id, mrn, person, allergyStatus }) => {
      const facts = known.get(id)
      if (facts === undefined) throw new Error('A person who was just recorded cannot be found.')
      const died = { deceasedOn: null, allergyStatusAt: at, identifiers: [] }
      const row: PatientRow = { patientId: id, mrn, person, allergyStatus, ...died }
      return patientWrites(row, facts, refs)
    })
    await writeResources(tx, practiceId, writes)
  })
}
