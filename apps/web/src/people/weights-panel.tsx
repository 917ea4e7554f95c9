import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import { formatKg, formatLb } from '@holdspace/kit/format-amount'
import type { PatientId } from '@holdspace/kit/ids'
import { Panel } from '@holdspace/ui/panel'
import { Fact, FactList, Measurements } from './facts.tsx'
import type { Health } from './health-words.ts'
import { measuredOf } from './measured.ts'
import { TakeBackWeight } from './take-back-weight.tsx'
import { Weigh } from './weigh.tsx'
import { WeightTrend } from './weight-trend.tsx'

export interface WeightsPanelProps {
  readonly patientId: PatientId
  readonly health: Health
}

/** Weights and heights: a trend, who measured what when, and the form for another one. */
export function WeightsPanel({ patientId, health }: WeightsPanelProps) {
  const { facts, chartedWeights, mayWeigh, zone } = health
  const measured = measuredOf(health)
  const newest = chartedWeights[0]
  const last =
    newest === undefined
      ? null
      : `${formatKg(newest.grams)} (${formatLb(newest.grams)}) on ${formatDate(dateInZone(newest.measuredAt, zone))}`
  const isHeightKnown = chartedWeights.some((one) => one.heightMm !== undefined)
  const own = mayWeigh.allowed ? facts.weights.filter((one) => one.source === 'measured').slice(0, 3) : []
  return (
    <Panel
      title="Weights and heights"
      actions={mayWeigh.allowed ? <Weigh patientId={patientId} isHeightKnown={isHeightKnown} last={last} /> : null}
      flush
    >
      {newest === undefined ? (
        <p className="border-line border-b bg-sunken px-4 py-2.5 text-muted">
          Nothing was measured here yet. A dose by weight needs a weight from this clinic’s own scale.
        </p>
      ) : null}
      <WeightTrend weights={measured} zone={zone} />
      <Measurements measurements={measured} zone={zone} />
      {own.length === 0 ? null : (
        <details className="border-line border-t">
          <summary className="flex min-h-11 cursor-pointer items-center px-4 font-strong text-accent">
            Something measured here was wrong
          </summary>
          <FactList label="Weights that can be taken back">
            {own.map((one) => (
              <Fact
                key={one.id}
                title={one.entered}
                note={formatDate(dateInZone(one.measuredAt, zone))}
                aside={<TakeBackWeight patientId={patientId} weightId={one.id} />}
              />
            ))}
          </FactList>
        </details>
      )}
      <Mistakes health={health} />
    </Panel>
  )
}

function Mistakes({ health: { facts, zone } }: { readonly health: Health }) {
  const wrong = facts.enteredInError.weights
  if (wrong.length === 0) return null
  return (
    <details className="border-line border-t">
      <summary className="flex min-h-11 cursor-pointer items-center px-4 font-strong text-accent">
        Entered in error ({wrong.length})
      </summary>
      <FactList label="Weights entered in error">
        {wrong.map((one) => (
          <Fact
            key={one.id}
            title={<span className="text-muted line-through">{one.entered}</span>}
            note={one.statements.map((said) => `${said.reason}. ${said.byName}`).join(' ')}
            aside={formatDate(dateInZone(one.measuredAt, zone))}
          />
        ))}
      </FactList>
    </details>
  )
}
