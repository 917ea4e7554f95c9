import type { ReferredMeasurement } from '@holdspace/clinic/referral/referral-content'
import { dateInZone, formatDate } from '@holdspace/kit/calendar-words'
import type { Answers } from '../outputs.ts'

type Chart = Pick<Answers['people']['chart'], 'chartedWeights' | 'facts'>

/** One weight or height of a person, and where it comes from: only this clinic's own scale may dose (RULINGS 5). */
export type Measured = Pick<ReferredMeasurement, 'measuredAt' | 'precision' | 'weightG' | 'heightMm' | 'entered'> & {
  readonly key: string
  readonly from:
    | { readonly kind: 'this-clinic'; readonly sessionId: string | null; readonly by: string }
    | { readonly kind: 'imported' }
}

/** What was weighed here, in sessions and outside them, and what came with referrals, newest first. */
export function measuredOf(chart: Chart): readonly Measured[] {
  const charted = (chart.chartedWeights ?? []).map(
    (one): Measured => ({
      key: `${one.sessionId ?? 'chart'} ${one.measuredAt}`,
      measuredAt: one.measuredAt,
      precision: 'time',
      weightG: one.grams,
      ...(one.heightMm === undefined ? {} : { heightMm: one.heightMm }),
      entered: '',
      from: { kind: 'this-clinic', sessionId: one.sessionId, by: one.by },
    }),
  )
  return [
    ...charted,
    ...importedMeasured((chart.facts?.weights ?? []).filter((one) => one.source === 'imported')),
  ].toSorted((one, other) => (one.measuredAt < other.measuredAt ? 1 : -1))
}

/** The day it was measured on. What was only dated is that day everywhere, and never the evening before. */
export function dayMeasured(
  { measuredAt, precision }: Pick<Measured, 'measuredAt' | 'precision'>,
  zone: string,
): string {
  return formatDate(dateInZone(measuredAt, precision === 'day' ? 'UTC' : zone))
}

/** What a referral says was measured elsewhere. */
export function importedMeasured(measurements: readonly ReferredMeasurement[]): readonly Measured[] {
  return measurements.map((one) => ({
    ...one,
    key: `${one.sourceId} ${one.measuredAt}`,
    from: { kind: 'imported' },
  }))
}
