import type { StaffActor } from '@holdspace/clinic/access/actor'
import { decideRegistration, registration } from '@holdspace/clinic/chart/register-person'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { writeResources } from '@holdspace/db/fhir-store'
import { findPatient, insertPatient, nextMrn, treatsMinors } from '@holdspace/db/patient-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { type PatientId, patientId } from '@holdspace/kit/ids'
import { isRefusalError, RefusalError } from '@holdspace/kit/refusal'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, byWhom, type Occasion, occasionOf } from './acting.ts'
import { chartOf } from './change-chart.ts'
import { patientWrites } from './patient-fhir.ts'
import { probableDuplicates, probablyTheSame } from './probable-duplicates.ts'

export const registerPersonInput = z.strictObject({
  /** Made once per intention, and the person's id: sent twice, there is one chart. */
  patientId,
  registration,
  notTheSamePersonBecause: z.string().trim().max(500).default(''),
})
type Input = z.output<typeof registerPersonInput>

export interface Registered {
  readonly patientId: PatientId
  readonly mrn: string
}

type RegisterHouse = Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>

/**
 * What: somebody who comes without a referral gets a chart by hand. Who is probably here already gets no second one
 * before somebody says why it is another person (M17). Nothing is known yet of allergies, and the banner says so.
 */
export async function registerPerson(
  house: RegisterHouse,
  actor: StaffActor,
  input: Input,
): Promise<Decision<Registered>> {
  const occasion = await occasionOf(house, actor)
  const minors = await treatsMinors(house.db, actor.practiceId)
  const decided = decideRegistration({ actor, today: occasion.today, registration: input.registration, minors })
  if (!decided.ok) return decided
  try {
    return await inPractice(house.db, actor.practiceId, async (tx) => {
      // From here on those who open charts take turns, so that the look for duplicates sees everybody.
      const mrn = await nextMrn(tx, actor.practiceId)
      const there = await findPatient(tx, actor.practiceId, input.patientId)
      if (there !== null) throw new AlreadyThere({ patientId: there.patientId, mrn: there.mrn })
      const because = input.notTheSamePersonBecause
      const found = await probableDuplicates(tx, actor.practiceId, decided.value, null)
      if (found.length > 0 && because.length < 3) throw new RefusalError(probablyTheSame(found))
      const notDuplicateBecause = found.length === 0 || because === '' ? null : because
      const row = { patientId: input.patientId, mrn, person: decided.value, allergyStatus: 'not-recorded' as const }
      await insertPatient(tx, actor.practiceId, { ...row, notDuplicateBecause }, byWhom(actor), occasion.now)
      await writeAll(tx, input.patientId, occasion)
      const touched = { act: 'patient.register', at: occasion.now, patientId: input.patientId } as const
      await recordAccess(tx, actor.practiceId, accessBy(house, actor, touched))
      return accept({ patientId: input.patientId, mrn })
    })
  } catch (thrown) {
    // Both roll the record number back.
    if (thrown instanceof AlreadyThere) return accept(thrown.registered)
    if (isRefusalError(thrown)) return refuse(thrown.refusal)
    throw thrown
  }
}

/** The same request came before. */
class AlreadyThere extends Error {
  constructor(readonly registered: Registered) {
    super('This person was registered by the same request before.')
  }
}

async function writeAll(tx: Tx, whose: PatientId, { refs }: Occasion): Promise<void> {
  const chart = await chartOf(tx, whose, refs)
  if (chart === null) throw new Error('A person who was just recorded cannot be found.')
  await writeResources(tx, refs.practiceId, patientWrites(chart.patient, chart.facts, refs))
}
