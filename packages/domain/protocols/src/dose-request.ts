import type { Grams, Mcg, McgPerKg, McgPerMicrolitre, Microlitres, Minutes } from '@holdspace/kit/amounts'
import type { CalendarDate } from '@holdspace/kit/calendar-date'
import type { PlannedRange } from './dose-range.ts'
import type { DoseOverride, OverriddenRefusal } from './dose-refusals.ts'
import type { DevineSex } from './dosing-weight.ts'
import type { Dilution, Route, WeightBasis } from './drug-plan.ts'
import type { SessionPin } from './life-cycle.ts'
import type { ProtocolVersion } from './protocol-version.ts'
import type { Weighing } from './weight.ts'

export type DoseOrder =
  | { readonly kind: 'per-kg'; readonly mcgPerKg: McgPerKg }
  | { readonly kind: 'amount'; readonly mcg: Mcg }

/** A part of a split dose that was already given in this session. */
export interface EarlierPart {
  /** As it was ordered, for a dose by weight. */
  readonly mcgPerKg: McgPerKg | null
  readonly givenMcg: Mcg
  /** How it was given; absent where it can only have been the protocol's own route. */
  readonly route?: Route
}

/** How long an infusion takes: told in minutes, or as the rate a pump asks for. */
export type RunTime = { readonly minutes: Minutes } | { readonly mcgPerKgPerMinute: number }

export interface DoseRequest {
  readonly protocol: ProtocolVersion
  /** The session's pin: a version retired since the session opened still serves it. Null when asked outside a session. */
  readonly pin: SessionPin | null
  /** The day in the practice's zone. */
  readonly today: CalendarDate
  readonly order: DoseOrder
  readonly weighing: Weighing | null
  readonly sex: DevineSex | null
  /** Null takes the protocol's. */
  readonly basis: WeightBasis | null
  /** What the prescriber works the dose out for; demanded for every liquid. */
  readonly concentration: McgPerMicrolitre | null
  /** What the vial in the hand says, where one was scanned or read; must agree. */
  readonly vialConcentration: McgPerMicrolitre | null
  /** Infusions only; null takes the protocol's usual time. */
  readonly over: RunTime | null
  readonly dilution: Dilution | null
  readonly earlierParts: readonly EarlierPart[]
  /** What the plan everybody signed narrows the range to; null where none is asked, as in a calculator. */
  readonly planned: PlannedRange | null
  readonly overrides: readonly DoseOverride[]
}

export interface DoseWarning {
  readonly code:
    | 'ROUNDING'
    | 'IM_VOLUME'
    | 'IDEAL_ABOVE_ACTUAL'
    | 'BASIS_CHANGED'
    | 'LONGER_THAN_PROTOCOL'
    | 'ROUNDED_DOWN'
  readonly sentence: string
}

/** One step of the working: what is worked out, how, and what comes of it. */
export interface WorkingLine {
  readonly what: string
  readonly how: string
  readonly result: string
}

export interface DoseWeight {
  /** The weight the dose was worked out from, by its basis. */
  readonly grams: Grams
  readonly actualGrams: Grams
  readonly basis: WeightBasis
  readonly weighedOn: CalendarDate
}

export interface DoseUnits {
  readonly strengthMcg: Mcg
  readonly count: number
}

/** A dose worked out. Whole numbers only, ready to be recorded; `line` and `readBack` are what people read. */
export interface DoseWorking {
  readonly protocolId: string
  readonly protocolVersion: string
  readonly drug: 'ketamine' | 'esketamine'
  readonly route: Route
  readonly orderMcgPerKg: McgPerKg | null
  readonly weight: DoseWeight | null
  /** The exact order in nanograms (mcg/kg × g), and the same half up to whole micrograms. */
  readonly orderNg: number
  readonly orderMcg: Mcg
  /** What is drawn and what the ledger books: rounded volume × concentration. */
  readonly drawnMcg: Mcg
  readonly concentrationMcgPerMicrolitre: McgPerMicrolitre | null
  readonly volumeMicrolitres: Microlitres | null
  readonly units: readonly DoseUnits[]
  /** Minutes after the first at which each tablet or device is due; one entry a unit. */
  readonly unitMinutes: readonly number[]
  /** How it is taken, where the protocol says so: `hold under the tongue 10 to 15 min, then swallow`. */
  readonly instruction: string | null
  readonly overMinutes: Minutes | null
  readonly rateMcgPerHour: Mcg | null
  readonly dilution: Dilution | null
  readonly finalVolumeMicrolitres: Microlitres | null
  readonly pumpMicrolitresPerHour: Microlitres | null
  /** mcg in a millilitre of the made-up bag, in tenths (0.4067 mg/mL is 4,067). */
  readonly finalTenthMcgPerMl: number | null
  /** Drawn against ordered, hundredths of a percent: +0.21 % is 21. */
  readonly roundingHundredthPercent: number
  /** The strictest limit the order keeps to; rounding never goes above it. Null when the order itself went past them all. */
  readonly limitMcg: Mcg | null
  /** All parts of this session together, this one included. */
  readonly sessionTotalMcg: Mcg
  /** For information beside a dose that does not go by weight; never used to work anything out. */
  readonly informationMcgPerKg: McgPerKg | null
  readonly overridden: readonly OverriddenRefusal[]
  readonly warnings: readonly DoseWarning[]
  readonly lines: readonly WorkingLine[]
  readonly line: string
  readonly readBack: string
}
