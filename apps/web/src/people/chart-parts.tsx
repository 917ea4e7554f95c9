import { allergyStatusTitles } from '@holdspace/clinic/people/allergy-status'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Badge } from '@holdspace/ui/badge'
import { Link } from '@holdspace/ui/link'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import type { Answers } from '../outputs.ts'
import { PersonDetails } from './details.tsx'
import { Allergies, Fact, FactList, Measurements, Medications, Problems } from './facts.tsx'
import { Flags } from './flags.tsx'
import { measuredOf } from './measured.ts'
import { Reviewed } from './reviewed.tsx'
import { WeightTrend } from './weight-trend.tsx'
import { dateAndTime } from './words.ts'

type Chart = Answers['people']['chart']

interface OfChart {
  readonly chart: Chart
}

/** What was done and measured: sessions, flags, weights. Only sessions for those who may not read the health data. */
export function WhatWasDone({ chart }: OfChart) {
  const { facts, flags, patient } = chart
  const measured = measuredOf(chart)
  if (facts === null) return <SessionsOfPerson chart={chart} />
  return (
    <>
      <SessionsOfPerson chart={chart} />
      <Flags flags={flags} />
      <Panel
        title="Weights and heights"
        actions={<Link href={`/people/${patient.patientId}/health`}>Weigh and measure</Link>}
        flush
      >
        {measured.some((one) => one.from.kind === 'this-clinic') ? null : <OnlyImported />}
        <WeightTrend weights={measured} zone={chart.zone} />
        <Measurements measurements={measured} zone={chart.zone} />
      </Panel>
    </>
  )
}

/** Problems, medicines and allergies, each with its review; nothing for those who may not read them. */
export function HealthOfPerson({ chart: { patient, facts, reviews, zone } }: OfChart) {
  if (facts === null) return null
  const health = <Link href={`/people/${patient.patientId}/health`}>Change or review</Link>
  return (
    <>
      <Panel title={`Problems · ${facts.problems.length}`} actions={health} flush>
        <Reviewed kind="problem" reviews={reviews} lines={facts.problems} zone={zone} />
        <Problems problems={facts.problems} />
      </Panel>
      <Panel title={`Medicines · ${facts.medications.length}`} actions={health} flush>
        <Reviewed kind="medicine" reviews={reviews} lines={facts.medications} zone={zone} />
        <Medications medications={facts.medications} />
      </Panel>
      <Panel title={allergyStatusTitles[patient.allergyStatus]} actions={health} flush>
        <Reviewed kind="allergy" reviews={reviews} lines={facts.allergies} zone={zone} />
        <Allergies allergies={facts.allergies} status={patient.allergyStatus} />
      </Panel>
    </>
  )
}

/** Who this is, and the referral they came by. */
export function WhoThisIs({ chart }: OfChart) {
  const { patient } = chart
  return (
    <>
      <Panel
        title="Person"
        actions={<Link href={`/people/${patient.patientId}/details`}>Details and changes</Link>}
        flush
      >
        <PersonDetails person={patient.person} identifiers={patient.identifiers} />
      </Panel>
      <Referrals chart={chart} />
    </>
  )
}

/** An imported weight is context, not a dose weight (RULINGS 5). */
function OnlyImported() {
  return (
    <p className="border-line border-b bg-sunken px-4 py-2.5 text-muted">
      Measured elsewhere. A dose by weight needs a weight from this clinic’s own scale.
    </p>
  )
}

const sessionWords = { open: 'Open', ended: 'Ended, not signed', sealed: 'Signed' } as const

/** A person's sessions; nothing for those who may not read them. */
export function SessionsOfPerson({ chart: { sessions, zone } }: { readonly chart: Chart }) {
  if (sessions === null) return null
  return (
    <Panel title={`Sessions · ${sessions.length}`} flush>
      {sessions.length === 0 ? (
        <EmptyState title="No session yet">
          When the first one is opened, it stands here with everything that follows.
        </EmptyState>
      ) : (
        <FactList label="Sessions">
          {sessions.map((session) => (
            <Fact
              key={session.sessionId}
              title={
                <Link href={`/sessions/${session.sessionId}`}>{formatDate(dateInZone(session.openedAt, zone))}</Link>
              }
              note={`${session.protocolTitle}, version ${session.protocolVersion}`}
              aside={
                <Badge look={session.status === 'sealed' ? 'plain' : session.status === 'open' ? 'accent' : 'draft'}>
                  {sessionWords[session.status]}
                </Badge>
              }
            />
          ))}
        </FactList>
      )}
    </Panel>
  )
}

function Referrals({ chart: { referrals, zone } }: { readonly chart: Chart }) {
  if (referrals.length === 0) return null
  return (
    <Panel title="Came by referral" flush>
      <FactList label="Referrals of this person">
        {referrals.map((one) => (
          <Fact
            key={one.referralId}
            title={<Link href={`/referrals/${one.referralId}`}>{one.fileName}</Link>}
            note={`${one.attached ? 'Added to this chart' : 'This chart was made from it'}; taken in ${dateAndTime(one.receivedAt, zone)}`}
          />
        ))}
      </FactList>
    </Panel>
  )
}
