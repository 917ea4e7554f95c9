'use client'
import { partWords } from '@holdspace/clinic/care-team/parts'
import { formatDate } from '@holdspace/kit/calendar-words'
import { Badge } from '@holdspace/ui/badge'
import { Button } from '@holdspace/ui/button'
import { Panel } from '@holdspace/ui/panel'
import { EmptyState } from '@holdspace/ui/states'
import { useState } from 'react'
import type { Answers } from '../outputs.ts'
import { Fact, FactList } from '../people/facts.tsx'
import { AddToTeam } from './add-to-team.tsx'
import { EndPeriod } from './end-period.tsx'
import { endingWords, isOpen } from './words.ts'

type Team = Answers['team']['read']
type Period = Team['periods'][number]

export interface CareTeamPanelProps {
  readonly patientId: string
  readonly team: Team
}

/** Who treats this person, what they are to them, and since when; those who left stay to be read. */
export function CareTeamPanel({ patientId, team }: CareTeamPanelProps) {
  const [isAdding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Period | null>(null)
  const [showsEarlier, setShowsEarlier] = useState(false)
  const open = team.periods.filter((period) => isOpen(period, team.today))
  const earlier = team.periods.filter((period) => !isOpen(period, team.today))
  const { mayChange } = team
  return (
    <Panel
      title="Care team"
      flush
      actions={
        mayChange.allowed ? (
          <Button size="compact" onPress={() => setAdding(true)}>
            Add somebody
          </Button>
        ) : null
      }
    >
      {open.length === 0 ? (
        <EmptyState title="Nobody is named yet">
          Name who leads the treatment, and the therapist where the protocol asks for one.
        </EmptyState>
      ) : (
        <FactList label="Care team">
          {open.map((period) => (
            <Member
              key={period.periodId}
              period={period}
              {...(mayChange.allowed ? { onEnd: () => setEnding(period) } : {})}
            />
          ))}
        </FactList>
      )}
      {team.standing.state === 'met' || open.length === 0 ? null : (
        <p className="border-line border-t px-4 py-2.5 text-muted">{team.standing.because}</p>
      )}
      {earlier.length === 0 ? null : (
        <div className="border-line border-t px-2 py-1">
          <Button
            size="compact"
            variant="quiet"
            aria-expanded={showsEarlier}
            onPress={() => setShowsEarlier(!showsEarlier)}
          >
            {showsEarlier ? 'Hide who was on it before' : `Before · ${earlier.length}`}
          </Button>
        </div>
      )}
      {showsEarlier ? (
        <FactList label="Earlier members of the care team">
          {earlier.map((period) => (
            <Member key={period.periodId} period={period} />
          ))}
        </FactList>
      ) : null}
      <AddToTeam patientId={patientId} team={team} isOpen={isAdding} onClose={() => setAdding(false)} />
      <EndPeriod period={ending} onClose={() => setEnding(null)} />
    </Panel>
  )
}

function Member({ period, onEnd }: { readonly period: Period; readonly onEnd?: () => void }) {
  const until = period.until === null ? '' : `, until ${formatDate(period.until)}`
  return (
    <Fact
      title={period.memberName}
      past={period.ended !== null}
      note={
        <>
          {partWords[period.part]} since {formatDate(period.startsOn)}
          {until}
          {period.part === 'outside-therapist' && period.ended === null ? (
            <span className="block">Sees the shared part of this person alone. {period.release}</span>
          ) : null}
          {period.ended === null ? null : (
            <span className="block">
              {endingWords[period.ended.reason]}
              {period.ended.words === '' ? '' : `: ${period.ended.words}`} ({period.ended.byName})
            </span>
          )}
        </>
      }
      aside={
        onEnd === undefined ? (
          period.ended === null ? null : (
            <Badge>Ended</Badge>
          )
        ) : (
          <Button
            size="compact"
            variant="quiet"
            aria-label={`End ${period.memberName}’s time on the team`}
            onPress={onEnd}
          >
            End
          </Button>
        )
      }
    />
  )
}
