import { padHeight, padWidth } from '@holdspace/kit/drawn-line'
import type { Instant } from '@holdspace/kit/instant'
import type { Bodies } from '@holdspace/record/catalogue'
import { lineOfRule } from '@holdspace/record/past-gate'
import type { Fact, SessionState } from '@holdspace/record/state'
import { inWords } from '@holdspace/record/timeline'
import { type Block, muted, openRow, plain, type Row, strong } from './block.ts'
import type { PaperClock } from './record-times.ts'

/** An alert or deviation that the pinned protocol's rules raised; the caller asks the rules, the paper only tells. */
export interface RaisedAlert {
  readonly ruleId: string
  /** The entry it was raised on; absent when it is about the session as a whole. */
  readonly entryId?: string
  readonly words: string
  readonly raisedAt: Instant
}

export function adverseEffectBlocks(state: SessionState, clock: PaperClock): readonly Block[] {
  return [
    { block: 'heading', text: 'Adverse effects' },
    {
      block: 'table',
      caption: 'Adverse effects',
      columns: [
        { title: 'Time', align: 'left', parts: 15 },
        { title: 'Effect', align: 'left', parts: 24 },
        { title: 'Severity', align: 'left', parts: 12 },
        { title: 'What was done', align: 'left', parts: 32 },
        { title: 'Outcome', align: 'left', parts: 17 },
      ],
      rows: state.adverseEffects.map((one) =>
        openRow(
          [plain(clock.time(one.occurredAt))],
          [strong(inWords(one.effect))],
          [plain(inWords(one.severity))],
          [plain(one.action === '' ? 'Nothing recorded' : one.action)],
          [plain(one.resolved ? 'Resolved' : 'Not resolved')],
        ),
      ),
      empty: 'No adverse effect was recorded.',
    },
  ]
}

/** Every alert beside the answer somebody gave by name; an unanswered one says so in words (M06). */
export function alertBlocks(alerts: readonly RaisedAlert[], state: SessionState, clock: PaperClock): readonly Block[] {
  const answers = alerts.map((alert) => ({ alert, given: state.decisions.filter((one) => isAbout(one, alert)) }))
  const used = new Set(answers.flatMap(({ given }) => given.map(({ entryId }) => entryId)))
  const others = state.decisions.filter(({ entryId }) => !used.has(entryId))
  return [
    { block: 'heading', text: 'Alerts and decisions' },
    {
      block: 'table',
      caption: 'Alerts and the decisions made on them',
      columns: [
        { title: 'Time', align: 'left', parts: 15 },
        { title: 'Alert', align: 'left', parts: 38 },
        { title: 'Decision', align: 'left', parts: 47 },
      ],
      rows: [
        ...answers.map(({ alert, given }) => alertRow(alert, given, clock)),
        ...others.map((one) => otherRow(one, clock)),
      ],
      empty: 'No alert was raised and no decision was asked for.',
    },
  ]
}

type Decided = Bodies['decision-recorded'] & Fact

function isAbout(decision: Decided, alert: RaisedAlert): boolean {
  const { ruleId, entryId } = decision.about
  return ruleId === alert.ruleId && (entryId === undefined || alert.entryId === undefined || entryId === alert.entryId)
}

function alertRow(alert: RaisedAlert, given: readonly Decided[], clock: PaperClock): Row {
  const answers = given.flatMap((one, at) => [plain(at === 0 ? '' : '\n'), ...decisionRuns(one, clock)])
  return openRow(
    [plain(clock.time(alert.raisedAt))],
    [plain(alert.words)],
    answers.length === 0 ? [strong('Not answered')] : answers,
  )
}

function otherRow(decision: Decided, clock: PaperClock): Row {
  const line = lineOfRule(decision.about.ruleId)
  const about = line === null ? inWords(decision.about.ruleId) : `Went past the gate: ${inWords(line).toLowerCase()}`
  return openRow([plain(clock.time(decision.occurredAt))], [plain(about)], decisionRuns(decision, clock))
}

function decisionRuns(one: Decided, clock: PaperClock) {
  return [
    strong(inWords(one.decision)),
    plain(`: ${one.reason}`),
    muted(` (${one.actor.name}, ${clock.time(one.occurredAt)})`),
  ]
}

const padssItems = {
  vitalSigns: 'Vital signs',
  activity: 'Activity',
  nauseaAndPain: 'Nausea and pain',
  bleeding: 'Bleeding',
  intake: 'Intake',
} as const

export function dischargeBlocks(state: SessionState, clock: PaperClock): readonly Block[] {
  const { discharge, ended } = state
  const heading: Block = { block: 'heading', text: 'Discharge' }
  const unmet = ended?.unmetCriteria ?? []
  const unmetBlocks: readonly Block[] = unmet.map((text) => ({
    block: 'notice',
    tone: 'warning',
    text: `Not met when the person left: ${text}`,
  }))
  const instructions = instructionsBlocks(state, clock)
  if (discharge === null) {
    const none: Block = { block: 'paragraph', text: [plain('No discharge score was recorded.')] }
    return [heading, none, ...instructions, ...unmetBlocks]
  }
  const names = Object.keys(padssItems) as (keyof typeof padssItems)[]
  const scores = names.map((name) => `${padssItems[name]} ${discharge.items[name]}`).join(' · ')
  const checks = [
    discharge.oriented ? 'oriented' : 'not oriented',
    discharge.gaitAtOwnBaseline ? 'walks as usual' : 'does not walk as usual',
    discharge.instructionsGiven ? 'instructions given' : 'no instructions given',
    discharge.followUpBooked ? 'follow-up booked' : 'no follow-up booked',
  ].join(' · ')
  return [
    heading,
    {
      block: 'key-values',
      rows: [
        {
          label: 'PADSS',
          value: [
            strong(`${discharge.total} of 10`),
            plain(`, ${clock.time(discharge.occurredAt)}, ${discharge.actor.name}`),
          ],
        },
        { label: 'Items, 0 to 2 each', value: [plain(scores)] },
        { label: 'Also', value: [plain(checks)] },
      ],
    },
    ...instructions,
    ...unmetBlocks,
  ]
}

/**
 * What became of the escort's signature, as it was drawn where it was drawn. Their name and their reason stand in the course
 * of the session, which is the care team's; nothing is said in records of before it was asked for (RULINGS 9).
 */
function instructionsBlocks({ instructions }: SessionState, clock: PaperClock): readonly Block[] {
  if (instructions === null) return []
  const at = `, ${clock.time(instructions.occurredAt)}`
  const text = 'text' in instructions && instructions.text !== undefined ? `, text ${instructions.text.version}` : ''
  const said: Block = {
    block: 'key-values',
    rows: [
      { label: 'Instructions', value: [strong(instructionsWords[instructions.outcome]), plain(`${text}${at}`)] },
      ...(instructions.outcome === 'signed' ? [{ label: 'Meaning', value: [plain(instructions.meaning)] }] : []),
    ],
  }
  if (instructions.outcome !== 'signed' || instructions.mark.how !== 'drawn') return [said]
  return [
    said,
    {
      block: 'drawn-signature',
      alt: `Signature drawn by ${instructions.escort.name}, ${instructions.escort.relationship}`,
      width: padWidth,
      height: padHeight,
      strokes: instructions.mark.strokes.map((points) => [...points]),
    },
  ]
}

const instructionsWords = {
  signed: 'Signed by the escort on the screen',
  'signed-on-paper': 'Signed by the escort on paper',
  refused: 'Not signed: the escort would not',
  absent: 'Not signed: no escort was there',
} as const
