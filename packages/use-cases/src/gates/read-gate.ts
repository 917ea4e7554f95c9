import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import type { RecordedStandings } from '@holdspace/clinic/gates/gate-facts'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { findPatient } from '@holdspace/db/patient-store'
import { findProtocol } from '@holdspace/db/protocol-store'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { patientId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { noSuchPatient } from '../people/no-such-patient.ts'
import { noSuchProtocol } from '../protocols/protocol-named.ts'
import { readRecordedStandings } from './read-recorded-standings.ts'

/**
 * What: before a session is opened, and again while one runs, somebody asks how everything stands that is kept of this
 * person for this protocol. The same reading the server decides by (RULINGS 2).
 */
export const readGateInput = z.strictObject({
  patientId,
  protocolId: z.string().min(1).max(100),
  protocolVersion: z.string().min(1).max(20),
})

export async function readGate(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readGateInput>,
): Promise<Decision<RecordedStandings>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId, practiceZone: zone } = actor
  const permitted = permit(actor, 'session.read', { today, patientId: input.patientId })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    if ((await findPatient(tx, practiceId, input.patientId)) === null) return refuse(noSuchPatient)
    const protocol = await findProtocol(tx, input.protocolId, input.protocolVersion)
    if (protocol === null) return refuse(noSuchProtocol)
    const { patientId: id } = input
    const recorded = await readRecordedStandings(tx, house, { practiceId, zone, patientId: id, protocol, at: now })
    const touched = { act: 'session.read', at: now, patientId: id, details: { part: 'gate' } } as const
    await recordAccess(tx, practiceId, accessBy(house, actor, touched))
    return accept(recorded)
  })
}
