import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit, reachablePatients } from '@holdspace/clinic/access/permit'
import { recordAccesses } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { type PracticeReleaseRow, releasesOfPractice } from '@holdspace/db/release-store'
import { accept, type Decision } from '@holdspace/kit/decision'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'
import { type ReleaseStanding, standingOf } from './release-standing.ts'

export interface Releases {
  readonly zone: string
  readonly releases: readonly (PracticeReleaseRow & { readonly standing: ReleaseStanding })[]
}

const newest = 200

/** What: staff look at who of the practice's patients shares what with whom. One line of the audit trail a person. */
export async function listReleases(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
): Promise<Decision<Releases>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const permitted = permit(actor, 'release.read', { today })
  if (!permitted.ok) return permitted
  const reachable = reachablePatients(actor)
  return inPractice(house.db, actor.practiceId, async (tx) => {
    const all = await releasesOfPractice(tx, actor.practiceId, newest)
    const rows = all.filter((row) => reachable === null || reachable.includes(row.patientId))
    const people = [...new Set(rows.map((row) => row.patientId))]
    const lines = people.map((patientId) => accessBy(house, actor, { act: 'release.read', at: now, patientId }))
    await recordAccesses(tx, actor.practiceId, lines)
    return accept({ zone: refs.zone, releases: rows.map((row) => ({ ...row, standing: standingOf(row, now) })) })
  })
}
