import type { PatientId } from '@holdspace/kit/ids'
import { ask, whoIsHere } from '../ask.ts'
import { mayGo } from '../places.ts'
import { CareTeamPanel } from './care-team-panel.tsx'

/** The care team on a chart's overview; nothing for those whose work does not need it. */
export async function CareTeamOfPatient({ patientId }: { readonly patientId: PatientId }) {
  const here = await whoIsHere()
  if (here.standing !== 'active' || !mayGo('team.read', here.who.role, here.who.duties)) return null
  const team = await ask((api) => api.team.read({ patientId }))
  return team.ok ? <CareTeamPanel patientId={patientId} team={team.value} /> : null
}
