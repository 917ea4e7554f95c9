import type { PlanVersion } from '@holdspace/clinic/plan/plan-version'
import { problemSensitivities, type Sensitivity } from './security-labels.ts'

/** A plan for ketamine is a psychiatric matter unless its indication says otherwise; substance use is labelled as such. */
export function planSensitivities({ content }: Pick<PlanVersion, 'content'>): readonly Sensitivity[] {
  const { text, coding } = content.indication
  const found = problemSensitivities({ text, codings: coding === undefined ? [] : [coding] })
  return content.track === 'kap' && !found.includes('PSY') ? ['PSY', ...found] : found
}
