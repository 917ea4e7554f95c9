import type { Duty, Role } from '@holdspace/clinic/access/actor'
import type { Act } from '@holdspace/clinic/access/acts'
import { mayGo } from '../places.ts'

/** The parts of a chart in the order of the journey. `act` is what one must be allowed in order to be led there. */
export const chartTabs = [
  { path: '', label: 'Overview', act: 'patient.read' },
  { path: '/health', label: 'Health', act: 'chart.read-facts' },
  { path: '/details', label: 'Details', act: 'patient.read' },
  { path: '/consents', label: 'Consents', act: 'consent.read' },
  { path: '/screening', label: 'Screening', act: 'screening.read' },
  { path: '/plan', label: 'Plan', act: 'plan.read' },
  { path: '/sessions', label: 'Sessions', act: 'session.read' },
  { path: '/notes', label: 'Notes', act: 'note.read' },
  { path: '/outcomes', label: 'Outcomes', act: 'outcome.read' },
  { path: '/messages', label: 'Messages', act: 'message.read' },
  { path: '/papers', label: 'Papers', act: 'patient.read' },
  { path: '/money', label: 'Money', act: 'billing.read' },
  { path: '/sharing', label: 'Sharing', act: 'release.read' },
] as const satisfies readonly { path: string; label: string; act: Act }[]

export interface ChartTab {
  readonly path: string
  readonly label: string
}

/** Leads nobody to a closed door; the page itself still asks. */
export function tabsFor(role: Role, duties: readonly Duty[]): readonly ChartTab[] {
  return chartTabs.filter(({ act }) => mayGo(act, role, duties)).map(({ path, label }) => ({ path, label }))
}
