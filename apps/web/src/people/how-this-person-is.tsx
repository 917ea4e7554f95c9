import type { PatientId } from '@holdspace/kit/ids'
import { Link } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { ask } from '../ask.ts'
import { DosesSoFar } from '../doses/doses-so-far.tsx'
import { OutcomePlot } from '../outcomes/outcome-plot.tsx'
import { CourseRibbon } from '../plan/course-ribbon.tsx'
import { NextSession } from '../plan/next-session.tsx'

/**
 * How this person is, what was given, what comes next: the course above the first measure, and the doses so far. Nothing
 * for those whose work does not need it; each part asks for itself and stays away where the answer is no.
 */
export async function HowThisPersonIs({ patientId }: { readonly patientId: PatientId }) {
  const [plan, outcomes, doses] = await Promise.all([
    ask((api) => api.plan.read({ patientId })),
    ask((api) => api.outcome.ofPatient({ patientId })),
    ask((api) => api.doseHistory.read({ patientId })),
  ])
  const ribbon = plan.ok ? plan.value.ribbon : null
  const cadence = plan.ok ? plan.value.cadence : null
  const first = outcomes.ok ? outcomes.value.series[0] : undefined
  if (ribbon === null && first === undefined && !doses.ok) return null
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      {ribbon === null && first === undefined ? null : (
        <Panel
          title="Course and outcome"
          actions={<Link href={`/people/${patientId}/outcomes`}>All measures</Link>}
          flush
        >
          {ribbon === null ? null : <CourseRibbon ribbon={ribbon} />}
          {cadence === null ? null : <NextSession cadence={cadence} />}
          {first === undefined || !outcomes.ok ? null : (
            <div className="border-line border-t p-4">
              <OutcomePlot series={first} doses={outcomes.value.doses} zone={outcomes.value.zone} />
            </div>
          )}
        </Panel>
      )}
      {doses.ok ? <DosesSoFar patientId={patientId} history={doses.value} /> : null}
    </div>
  )
}
