'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { Link } from '@holdspace/ui/link'
import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import type { Answers } from '../outputs.ts'
import { useTRPC } from '../trpc.tsx'
import { depthWords, effectWords, givenWords } from './dose-before-words.ts'

interface NextDoseBesideProps {
  readonly patientId: string
  /** As it was when the room opened: it stands there from the start, so that a vial is never chosen by a field that moved. */
  readonly atOpening: Answers['plan']['nextDose']
}

/**
 * Beside the order in the room, in few lines: the last dose and what it did, the step the protocol proposes, what the next
 * may be. Nothing without a plan; it fills in nothing, and the order is written without it as well.
 */
export const NextDoseBeside = memo(function NextDoseBeside({ patientId, atOpening }: NextDoseBesideProps) {
  const trpc = useTRPC()
  const known = { initialData: atOpening, initialDataUpdatedAt: 0, enabled: atOpening !== null }
  const { data } = useQuery(trpc.plan.nextDose.queryOptions({ patientId }, known))
  if (data === null) return null
  return <InFewLines nextDose={data} patientId={patientId} />
})

interface InFewLinesProps {
  readonly nextDose: NonNullable<Answers['plan']['nextDose']>
  readonly patientId: string
}

function InFewLines({ nextDose: { doses, proposal, range, zone }, patientId }: InFewLinesProps) {
  const [last] = doses
  return (
    <section aria-label="Before this dose" className="flex flex-col gap-1 rounded-card border border-line p-3">
      <p className="font-strong">
        {last === undefined
          ? 'Nothing was given by this route yet.'
          : `Last dose ${formatDate(dateInZone(last.at, zone))}: ${givenWords(last)}`}
      </p>
      {last === undefined ? null : (
        <p className="text-muted">
          Dissociation {depthWords(last)}; adverse effects: {effectWords(last)}; PHQ-9 after:{' '}
          {last.phq9After ?? 'not measured'}.
        </p>
      )}
      {proposal === null ? null : (
        <p>
          {proposal.sentence} <span className="text-caption text-muted">{proposal.source}</span>
        </p>
      )}
      <p>
        May be {range.allowed ?? 'nothing that protocol and plan both allow'}.{' '}
        <Link href={`/people/${patientId}/plan`}>All doses, with the working</Link>
      </p>
    </section>
  )
}
