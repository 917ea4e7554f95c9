'use client'
import type { PlanContent } from '@holdspace/clinic/plan/plan-content'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Button } from '@holdspace/ui/button'
import { Notice } from '@holdspace/ui/notice'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { useState } from 'react'
import { NextDosePart } from '../doses/next-dose.tsx'
import type { Answers } from '../outputs.ts'
import { CourseRibbon } from './course-ribbon.tsx'
import { EndPlan } from './end-plan.tsx'
import { NextSession } from './next-session.tsx'
import { PlanArticle } from './plan-article.tsx'
import { PlanForm } from './plan-form.tsx'
import { PlanHistory } from './plan-history.tsx'
import { PlanSignatures } from './plan-signatures.tsx'

type View = Answers['plan']['read']

interface PlanTabProps {
  readonly patientId: string
  readonly view: View
  /** Null while no plan runs. */
  readonly nextDose: Answers['plan']['nextDose']
}

/** The Plan tab of a chart: the course as a ribbon, the next session and dose, the plan to read, who signed it, and what changed. */
export function PlanTab({ patientId, view, nextDose }: PlanTabProps) {
  const [writing, setWriting] = useState<{ readonly before: PlanContent | null } | null>(null)
  const { plan } = view
  const newest = plan?.versions[0] ?? null
  if (writing !== null) {
    return (
      <Panel
        title={writing.before === null ? 'A new plan' : 'Change the plan'}
        actions={
          <Button size="compact" onPress={() => setWriting(null)}>
            Leave it as it is
          </Button>
        }
      >
        <PlanForm patientId={patientId} view={view} before={writing.before} onDone={() => setWriting(null)} />
      </Panel>
    )
  }
  if (plan === null || newest === null) return <NoPlan view={view} onPropose={() => setWriting({ before: null })} />
  const isOpen = plan.ended === null
  return (
    <>
      <Standing view={view} />
      {view.ribbon === null ? null : (
        <Panel title="Course" flush>
          <CourseRibbon ribbon={view.ribbon} />
          {view.cadence === null ? null : <NextSession cadence={view.cadence} />}
        </Panel>
      )}
      {nextDose === null ? null : (
        <Panel title="Before the next dose" flush>
          <NextDosePart nextDose={nextDose} />
        </Panel>
      )}
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Panel
          title={`Plan, version ${newest.version}`}
          flush
          actions={
            view.may.propose.allowed ? (
              <Button size="compact" onPress={() => setWriting({ before: isOpen ? newest.content : null })}>
                {isOpen ? 'Change the plan' : 'Plan another course'}
              </Button>
            ) : null
          }
        >
          <PlanArticle lines={view.versions[0]?.lines ?? []} />
        </Panel>
        <div className="flex min-w-0 flex-col gap-5">
          <PlanSignatures key={newest.version} view={view} plan={plan} />
          <PlanHistory plan={view} />
          {isOpen && view.may.end.allowed ? <EndPlan planId={plan.planId} /> : null}
          {plan.ended === null ? null : (
            <p className="text-muted">
              Ended on {formatDate(dateInZone(plan.ended.at, view.zone))} by {plan.ended.byName}: {plan.ended.words}
            </p>
          )}
        </div>
      </div>
    </>
  )
}

function Standing({ view }: { readonly view: View }) {
  const { state, because } = view.standing
  if (state === 'met') return null
  return <Notice level="medium" title={because} />
}

function NoPlan({ view, onPropose }: { readonly view: View; readonly onPropose: () => void }) {
  const { propose } = view.may
  return (
    <Panel title="Plan">
      <EmptyState
        title="No plan yet"
        action={
          propose.allowed ? (
            <Button variant="primary" onPress={onPropose}>
              Plan the course
            </Button>
          ) : undefined
        }
      >
        {propose.allowed
          ? 'Choose a protocol, agree on doses, intention and boundaries, and have it signed by those it needs and by the patient.'
          : propose.why}
      </EmptyState>
    </Panel>
  )
}
