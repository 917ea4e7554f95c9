import type { Instant } from '@holdspace/kit/instant'
import { type CrossedLimit, crossedLimits } from '@holdspace/protocols/limits'
import type { Measure, MonitorRule, VitalItem } from '@holdspace/protocols/monitor-plan'
import {
  type DoseSpan,
  dueClock,
  type MonitoringClock,
  stageOf,
  type VitalAnswer,
} from '@holdspace/protocols/monitoring'
import type { ProtocolVersion } from '@holdspace/protocols/protocol-version'
import { type Fact, type SessionState, saidAt } from '@holdspace/record/state'
import type { Vitals } from '@holdspace/record/vitals'
import { patientLimitsAt } from './patient-limits.ts'

/** What the clock of a session says at `now`: what is due, overdue, missed and old (M07). */
export function monitoringOf(state: SessionState, protocol: ProtocolVersion, now: Instant): MonitoringClock {
  return dueClock({
    schedule: protocol.vitals,
    doses: doseSpans(state),
    answers: vitalAnswers(state),
    endedAt: state.ended?.occurredAt ?? null,
    now,
  })
}

export function doseSpans(state: SessionState): DoseSpan[] {
  const boluses = state.doses.map((dose) => ({ startedAt: dose.occurredAt, endedAt: dose.occurredAt }))
  const infusions = state.infusions.map((run) => ({
    startedAt: run.start.occurredAt,
    endedAt: run.stop?.occurredAt ?? null,
  }))
  return [...boluses, ...infusions]
}

function vitalAnswers(state: SessionState): VitalAnswer[] {
  const taken = state.vitals.map((set) => ({ at: set.occurredAt, items: itemsOf(set), outcome: 'taken' as const }))
  const not = state.notObtained.map((one) => ({
    at: one.occurredAt,
    items: one.items,
    outcome: 'not-obtained' as const,
  }))
  return [...taken, ...not]
}

function itemsOf(set: Vitals): VitalItem[] {
  const present: { readonly [Item in VitalItem]: boolean } = {
    bp: set.systolicMmHg !== undefined,
    hr: set.heartRateBpm !== undefined,
    spo2: set.spo2Percent !== undefined,
    rr: set.respiratoryRatePerMin !== undefined,
    temp: set.temperatureDeciCelsius !== undefined,
    sedation: set.sedationMoaas !== undefined,
    dissociation: set.dissociation !== undefined,
  }
  return (Object.keys(present) as VitalItem[]).filter((item) => present[item])
}

/** A limit that one set of vitals crossed, and the named person's answer to it, if there is one yet. */
export interface SessionAlert extends CrossedLimit {
  readonly entryId: string
  readonly at: Instant
  readonly decision: (SessionState['decisions'][number] & Fact) | null
}

/** Every crossed limit of the session, newest first. It stays open until somebody answers it by name (M06). */
export function alertsOf(state: SessionState, protocol: ProtocolVersion): SessionAlert[] {
  const doses = doseSpans(state)
  return state.vitals
    .flatMap((set) => {
      const stage = stageOf({ schedule: protocol.vitals, doses }, set.occurredAt)
      const own = patientLimitsAt(state, set.occurredAt)
      return crossedLimits(protocol, set, stage, own).map((crossed) => ({
        ...crossed,
        entryId: set.entryId,
        at: set.occurredAt,
        decision: decisionAbout(
          state,
          protocol.rules.find(({ id }) => id === crossed.ruleId),
          set,
        ),
      }))
    })
    .reverse()
}

/**
 * The newest answer counts: somebody who held the dose may later decide to go on. It answers what the rule read when it
 * was given: a reading corrected since to another number asks again (M06).
 */
function decisionAbout(state: SessionState, rule: MonitorRule | undefined, set: SessionState['vitals'][number]) {
  const isAnswer = (one: SessionState['decisions'][number]) => {
    const then = set.earlier.find(({ untilSeq }) => untilSeq > saidAt(one))?.body ?? set
    return rule?.any.every(({ item }) => Reflect.get(then, measured[item]) === set[measured[item]]) ?? true
  }
  const about = state.decisions.filter((one) => one.about.ruleId === rule?.id && one.about.entryId === set.entryId)
  return about.findLast(isAnswer) ?? null
}

/** Where the record keeps what a rule measures. */
export const measured = {
  sbp: 'systolicMmHg',
  dbp: 'diastolicMmHg',
  hr: 'heartRateBpm',
  spo2: 'spo2Percent',
  rr: 'respiratoryRatePerMin',
  moaas: 'sedationMoaas',
} as const satisfies { readonly [Item in Measure]: keyof Vitals }
