'use client'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { AlertMark } from '@holdspace/ui/alert-mark'
import { DataTable } from '@holdspace/ui/data-table'
import { EmptyState } from '@holdspace/ui/states'
import type { Answers } from '../outputs.ts'
import { depthWords, effectWords, givenWords } from './dose-before-words.ts'

type NextDose = NonNullable<Answers['plan']['nextDose']>

/**
 * What somebody who orders the next dose looks at first: the doses so far and what they did, the step the protocol
 * proposes with its working, and what the next dose may be. Information only: nothing here fills in a form.
 */
export function NextDosePart({ nextDose }: { readonly nextDose: NextDose }) {
  const { doses, response, proposal, range, protocol, zone } = nextDose
  return (
    <div className="flex flex-col gap-5">
      <EarlierDoses doses={doses} zone={zone} />
      <div className="grid gap-5 px-4 pb-4 lg:grid-cols-2">
        <section aria-label="Step" className="flex flex-col gap-1">
          <h3 className="font-strong">The protocol’s step</h3>
          <p className="text-muted">{response}</p>
          {proposal === null ? (
            <p>
              {doses.length === 0
                ? 'Nothing was given by this route yet.'
                : 'How much was given last is not charted yet, so no step follows from it.'}
            </p>
          ) : (
            <>
              <p>
                <AlertMark level={proposal.kind === 'none' ? 'low' : 'medium'} look="plain">
                  {proposal.sentence}
                </AlertMark>
              </p>
              {proposal.working.map((line) => (
                <p key={line} className="tabular-nums">
                  {line}
                </p>
              ))}
              {proposal.source === null ? null : <p className="text-caption text-muted">{proposal.source}</p>}
            </>
          )}
          <p className="text-caption text-muted">Information, no order: the prescriber decides.</p>
        </section>
        <section aria-label="Range" className="flex flex-col gap-1">
          <h3 className="font-strong">What the next dose may be</h3>
          <p className="text-lead font-strong tabular-nums">
            {range.allowed ?? 'Protocol and plan have nothing in common: the plan needs a new version.'}
          </p>
          <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
            {range.lines.map((line) => (
              <div key={line.what} className="contents">
                <dt className="text-muted">{line.what}</dt>
                <dd>
                  <span className="tabular-nums">{line.says}</span>{' '}
                  <span className="text-caption text-muted">{line.source}</span>
                </dd>
              </div>
            ))}
          </dl>
          <p className="text-caption text-muted">{protocol}</p>
        </section>
      </div>
    </div>
  )
}

function EarlierDoses({ doses, zone }: Pick<NextDose, 'doses' | 'zone'>) {
  return (
    <DataTable
      caption="Doses so far by this route"
      columns={[
        { key: 'day', header: 'Day', cell: (row) => formatDate(dateInZone(row.at, zone)) },
        { key: 'dose', header: 'Given', cell: (row) => givenWords(row) },
        { key: 'peak', header: 'Dissociation, sedation', cell: (row) => depthWords(row) },
        { key: 'phq9', header: 'PHQ-9 after', align: 'end', cell: (row) => row.phq9After ?? 'not measured' },
        { key: 'effects', header: 'Adverse effects', cell: (row) => effectWords(row) },
      ]}
      rows={doses}
      rowKey={(row) => row.sessionId}
      empty={<EmptyState title="No dose yet">The doses of this course stand here with what they did.</EmptyState>}
    />
  )
}
