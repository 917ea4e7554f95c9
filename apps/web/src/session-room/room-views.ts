import { patientLimitsAt } from '@holdspace/clinic/session/patient-limits'
import { plusMinutes } from '@holdspace/kit/elapsed'
import { formatMg } from '@holdspace/kit/format-amount'
import type { Instant } from '@holdspace/kit/instant'
import { wholeMcg } from '@holdspace/kit/whole-amounts'
import { boundsInForce } from '@holdspace/protocols/limits'
import type { Measure as RuleMeasure } from '@holdspace/protocols/monitor-plan'
import type { MonitoringClock } from '@holdspace/protocols/monitoring'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import type { SessionState } from '@holdspace/record/state'
import { inWords } from '@holdspace/record/timeline'
import type { LimitLine, VitalsChartData } from '@holdspace/ui/vitals-chart-data'

/** The vitals chart of a session as it stands at `now`: what was taken, given and missed; nothing in between. */
export function chartOf(
  state: SessionState,
  protocol: ProtocolVersion,
  monitoring: MonitoringClock,
  now: Instant,
): VitalsChartData {
  return {
    points: state.vitals.map(({ occurredAt, systolicMmHg, diastolicMmHg, heartRateBpm, spo2Percent }) => ({
      at: occurredAt,
      ...(systolicMmHg === undefined ? {} : { systolicMmHg }),
      ...(diastolicMmHg === undefined ? {} : { diastolicMmHg }),
      ...(heartRateBpm === undefined ? {} : { heartRateBpm }),
      ...(spo2Percent === undefined ? {} : { spo2Percent }),
    })),
    doses: state.doses.map((dose) => ({
      at: dose.occurredAt,
      label: `${formatMg(wholeMcg(dose.givenMcg))} ${dose.route}`,
    })),
    infusions: state.infusions.map(({ start, stop }) => ({
      from: start.occurredAt,
      ...(stop === null ? {} : { until: stop.occurredAt }),
      plannedUntil: plusMinutes(start.occurredAt, start.plannedMinutes),
      label: `${formatMg(wholeMcg(stop?.givenMcg ?? start.totalMcg))} IV${stop === null ? ' planned' : ''}`,
    })),
    events: state.adverseEffects.map((one) => ({ at: one.occurredAt, label: inWords(one.effect) })),
    gaps: gapsOf(monitoring, now),
    limits: limitsOf(protocol, monitoring.stage, patientLimitsAt(state, now)),
    now: state.ended?.occurredAt ?? now,
  }
}

/** One band for each stretch in which something was missed, whatever the measure: the list says which. */
function gapsOf(monitoring: MonitoringClock, now: Instant): VitalsChartData['gaps'] {
  const byFrom = new Map<Instant, { to: Instant; items: string[] }>()
  for (const gap of monitoring.gaps.filter((one) => one.kind === 'missed')) {
    const until = gap.to ?? now
    const known = byFrom.get(gap.from) ?? { to: until, items: [] }
    const latest = [until, known.to].toSorted().at(-1) ?? until
    byFrom.set(gap.from, { to: latest, items: [...known.items, gap.item] })
  }
  return [...byFrom].map(([from, { to, items }]) => ({
    from,
    to,
    label: `Not taken: ${items.map(itemWord).join(', ')}`,
  }))
}

const itemWords: Readonly<Record<string, string>> = {
  bp: 'BP',
  hr: 'pulse',
  spo2: 'SpO2',
  rr: 'breaths',
  temp: 'temperature',
}
const itemWord = (item: string) => itemWords[item] ?? item

const charted: { readonly [M in RuleMeasure]: LimitLine['measure'] | null } = {
  sbp: 'systolic',
  dbp: 'diastolic',
  hr: 'pulse',
  spo2: 'saturation',
  rr: null,
  moaas: null,
}

/** Pressures and pulse share an axis, so a line says whose it is; short, because it stands in the margin of the chart. */
const lineWords: { readonly [M in LimitLine['measure']]: string } = {
  systolic: 'sys',
  diastolic: 'dia',
  pulse: 'pulse',
  saturation: 'SpO2',
}

/** The strictest limits in force at this stage, as thin lines: the protocol's, and this person's own where one was set (RULINGS 5). */
function limitsOf(
  protocol: ProtocolVersion,
  stage: MonitoringClock['stage'],
  own: ReturnType<typeof patientLimitsAt>,
): LimitLine[] {
  if (stage === 'ended') return []
  const lines = protocol.rules
    .filter((rule) => rule.stages.includes(stage) && ['hold', 'stop'].includes(rule.prompt))
    .flatMap((rule) =>
      boundsInForce(protocol, rule, own).flatMap(({ item, op, bound: value, patientLimit }): LimitLine[] => {
        const measure = charted[item]
        if (measure === null) return []
        return [
          {
            measure,
            value,
            side: op.startsWith('>') ? 'above' : 'below',
            includesLine: op.endsWith('='),
            label: `${lineWords[measure]} ${op.replace('>=', '≥').replace('<=', '≤')} ${value} ${rule.prompt}${patientLimit === null ? '' : ', own'}`,
          },
        ]
      }),
    )
  return lines
}
