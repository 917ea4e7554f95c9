import type { PatientId } from '@holdspace/kit/ids'
import { Link } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { ask } from '../ask.ts'
import { DosesSoFar } from '../doses/doses-so-far.tsx'
import { OutcomePlot } from '../outcomes/outcome-plot.tsx'
import { CourseRibbon } from '../plan/course-ribbon.tsx'
import { NextSession } from '../plan/next-session.tsx'

/** The course above the first measure, and what comes next; nothing for those whose work does not need it. */
export async function CourseOfPerson({ patientId }: { readonly patientId: PatientId }) {
  const [plan, outcomes] = await Promise.all([
    ask((api) => api.plan.read({ patientId })),
    ask((api) => api.outcome.ofPatient({ patientId })),
  ])
  const ribbon = plan.ok ? plan.value.ribbon : null
  const cadence = plan.ok ? plan.value.cadence : null
  const first = outcomes.ok ? outcomes.value.series[0] : undefined
  if (ribbon === null && first === undefined) return null
  return (
    <Panel title="Course and outcome" actions={<Link href={`/people/${patientId}/outcomes`}>All measures</Link>} flush>
      {ribbon === null ? null : <CourseRibbon ribbon={ribbon} />}
      {cadence === null ? null : <NextSession cadence={cadence} />}
      {first === undefined || !outcomes.ok ? null : (
        <div className="border-line border-t p-4">
          <OutcomePlot series={first} doses={outcomes.value.doses} zone={outcomes.value.zone} />
        </div>
      )}
    </Panel>
  )
}

/** What was given in all and which reviews are due; nothing for those whose work does not need it. */
export async function DosesOfPerson({ patientId }: { readonly patientId: PatientId }) {
  const doses = await ask((api) => api.doseHistory.read({ patientId }))
  return doses.ok ? <DosesSoFar patientId={patientId} history={doses.value} /> : null
}
