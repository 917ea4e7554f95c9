import { mcg } from '@holdspace/kit/amounts'
import { dateInZone, formatDate, plusPeriod, timeInZone } from '@holdspace/kit/calendar-date'
import { formatMg } from '@holdspace/kit/format-amount'
import { type Instant, minutesBetween } from '@holdspace/kit/instant'
import type { SessionState } from '@holdspace/record/state'
import { inWords } from '@holdspace/record/timeline'
import { type Block, muted, openRow, type PaperFrame, plain, type Rich, strong } from './block.ts'
import { type Depth, type EsketamineFacts, esketamineFacts } from './esketamine-facts.ts'
import { signatureBlocks } from './session-closing.ts'

/** A group of medicines that the monitoring asks about, and what the chart says of it. */
export interface MedicineGroup {
  readonly title: string
  /** What the chart lists; empty where it lists none, which is not the same as none taken. */
  readonly listed: readonly string[]
}

export interface EsketamineSheetInput {
  readonly practice: { readonly name: string; readonly lines: readonly string[]; readonly zone: string }
  readonly state: SessionState
  /** Sessions with this medicine before this one, here. */
  readonly treatedBefore: number
  readonly medicines: readonly MedicineGroup[]
  /** The protocol's least observation after the last device, in minutes. */
  readonly observationMinutes: number
  readonly asOf: Instant
}

/** Days within which the programme wants its own form (PROTOCOLS section 6). */
const submitWithin = 'P7D'

/**
 * The facts of one esketamine session that the REMS monitoring form asks for, on a sheet of our own (PROTOCOLS section 6).
 * It says what was charted and names what was not; nothing is taken from an earlier session, and nothing is submitted.
 * Null while no device was used.
 */
export function esketamineSheet(input: EsketamineSheetInput): { blocks: readonly Block[]; frame: PaperFrame } | null {
  const { state, practice } = input
  const facts = esketamineFacts(state, input.observationMinutes)
  if (facts === null || state.opened === null) return null
  const { patient } = state.opened
  const name = `${patient.family}, ${patient.given}`
  return {
    blocks: [
      { block: 'letterhead', name: practice.name, lines: [...practice.lines] },
      title(facts, practice.zone),
      {
        block: 'identity-banner',
        name,
        born: `Born ${formatDate(patient.birthDate)}`,
        sex: inWords(patient.sex),
        mrn: patient.mrn,
        allergyTitle: patient.allergyTitle,
        allergies: [...patient.allergies],
      },
      ...missingNotice(facts, input),
      ...settingBlocks(input, facts),
      ...doseBlocks(facts, practice.zone),
      ...pressureBlocks(facts, practice.zone),
      ...courseBlocks(facts, input),
      ...signatureBlocks(state, practice.zone),
    ],
    frame: {
      title: 'Esketamine data sheet',
      practice: practice.name,
      patientName: name,
      born: `Born ${formatDate(patient.birthDate)}`,
      mrn: patient.mrn,
      allergyTitle: patient.allergyTitle,
      draft: state.signature === null,
      language: 'en-US',
      asOf: input.asOf,
    },
  }
}

function title(facts: EsketamineFacts, zone: string): Block {
  const day = dateInZone(facts.firstAt, zone)
  return {
    block: 'title',
    text: 'Esketamine data sheet',
    subtitle: `Treated ${formatDate(day)}. The programme’s own form is due by ${formatDate(plusPeriod(day, submitWithin))}; this sheet holds its facts and is not that form.`,
  }
}

/** What the form will ask and nobody charted: said first, so that it is mended while it can be. */
export function missingFacts(facts: EsketamineFacts): readonly string[] {
  return [
    ...(facts.devices.some((one) => one.lot === null) ? ['the lot of every device'] : []),
    ...(facts.pressureBefore === null ? ['blood pressure before the first device'] : []),
    ...(facts.pressureAtPeak === null ? ['blood pressure about 40 minutes after the last device'] : []),
    ...(facts.pressureBeforeLeaving === null ? ['blood pressure before leaving'] : []),
    ...(facts.sedationCharted ? [] : ['sedation']),
    ...(facts.dissociationCharted ? [] : ['dissociation']),
    ...(facts.readyAt === null ? ['when the person was ready to leave'] : []),
    ...(facts.leftAt === null ? ['when the person left'] : []),
  ]
}

function missingNotice(facts: EsketamineFacts, { observationMinutes }: EsketamineSheetInput): readonly Block[] {
  const missing = missingFacts(facts)
  const early = facts.leftAt !== null && facts.leftAt < facts.observedUntil
  return [
    ...(missing.length === 0 ? [] : [warning(`Not charted: ${missing.join('; ')}.`)]),
    ...(early ? [warning(`Left before ${observationMinutes} minutes of observation were over.`)] : []),
  ]
}

function warning(text: string): Block {
  return { block: 'notice', tone: 'warning', text }
}

function settingBlocks(
  { state, practice, treatedBefore, medicines }: EsketamineSheetInput,
  facts: EsketamineFacts,
): Block[] {
  const given = [...new Set(state.doses.map((dose) => `${dose.actor.name}, ${dose.actor.role}`))]
  const ordered = [...new Set(state.orders.map((order) => order.verbal?.orderedBy ?? order.actor.name))]
  return [
    { block: 'heading', text: 'Setting' },
    {
      block: 'key-values',
      rows: [
        { label: 'Health care setting', value: [strong(practice.name), plain(`\n${practice.lines.join(', ')}`)] },
        { label: 'Ordered by', value: [plain(ordered.length === 0 ? 'no order on record' : ordered.join('; '))] },
        { label: 'Observed by', value: [plain(given.join('; '))] },
        {
          label: 'Treatments before, here',
          value: [plain(treatedBefore === 0 ? 'none: first treatment in this setting' : String(treatedBefore))],
        },
        { label: 'Enrolled in the programme', value: [plain('☐ yes   ☐ no'), muted('   not kept here')] },
      ],
    },
    {
      block: 'table',
      caption: 'Other medicines the chart lists, by the groups the form asks for',
      columns: [
        { title: 'Other medicines', align: 'left', parts: 35 },
        {
          title: `On the chart on ${formatDate(dateInZone(facts.firstAt, practice.zone))} or since`,
          align: 'left',
          parts: 65,
        },
      ],
      rows: medicines.map((group) =>
        openRow([plain(group.title)], [plain(group.listed.length === 0 ? 'none listed' : group.listed.join('; '))]),
      ),
      empty: 'No groups were asked for.',
    },
  ]
}

function doseBlocks(facts: EsketamineFacts, zone: string): Block[] {
  const minutes = minutesBetween(facts.firstAt, facts.lastAt)
  return [
    { block: 'heading', text: 'Dose' },
    {
      block: 'table',
      caption: 'Devices in the order in which they were used',
      columns: [
        { title: 'Device', align: 'left', parts: 12 },
        { title: 'Time', align: 'left', parts: 14 },
        { title: 'Since the last', align: 'right', parts: 18 },
        { title: 'Dose', align: 'right', parts: 14 },
        { title: 'Lot', align: 'left', parts: 24 },
        { title: 'Expires', align: 'left', parts: 18 },
      ],
      rows: facts.devices.map((one, at) =>
        openRow(
          [plain(String(at + 1))],
          [plain(timeInZone(one.at, zone))],
          [plain(one.minutesSince === null ? '' : `${one.minutesSince}\u00a0min`)],
          [plain(formatMg(mcg.parse(one.mcg)))],
          [plain(one.lot ?? 'not charted')],
          [plain(one.expires ?? '')],
        ),
      ),
      empty: 'No device was used.',
    },
    {
      block: 'key-values',
      rows: [
        { label: 'Total dose', value: [strong(formatMg(mcg.parse(facts.totalMcg)))] },
        {
          label: 'First to last device',
          value: [
            plain(`${timeInZone(facts.firstAt, zone)} to ${timeInZone(facts.lastAt, zone)}, ${minutes}\u00a0min`),
          ],
        },
      ],
    },
  ]
}

function pressureBlocks(facts: EsketamineFacts, zone: string): Block[] {
  const at = (set: EsketamineFacts['pressureBefore'], what: string) => {
    if (set === null) return openRow([plain(what)], [plain('not charted')], [plain('')], [plain('')], [plain('')])
    const after = minutesBetween(facts.lastAt, set.occurredAt)
    return openRow(
      [plain(what)],
      [strong(`${set.systolicMmHg}/${set.diastolicMmHg}\u00a0mmHg`)],
      [plain(set.heartRateBpm === undefined ? '' : `${set.heartRateBpm}/min`)],
      [plain(set.spo2Percent === undefined ? '' : `${set.spo2Percent}\u00a0%`)],
      [plain(timeInZone(set.occurredAt, zone)), muted(after > 0 ? `, ${after}\u00a0min after the last device` : '')],
    )
  }
  return [
    { block: 'heading', text: 'Blood pressure' },
    {
      block: 'table',
      caption: 'Blood pressure before, about 40 minutes after the dose, and before leaving',
      columns: [
        { title: 'When', align: 'left', parts: 24 },
        { title: 'Pressure', align: 'left', parts: 20 },
        { title: 'Pulse', align: 'right', parts: 12 },
        { title: 'SpO2', align: 'right', parts: 10 },
        { title: 'Time', align: 'left', parts: 34 },
      ],
      rows: [
        at(facts.pressureBefore, 'Before the first device'),
        at(facts.pressureAtPeak, 'About 40 min after'),
        at(facts.pressureBeforeLeaving, 'Before leaving'),
      ],
      empty: 'No pressure was charted.',
    },
  ]
}

function courseBlocks(facts: EsketamineFacts, { state, practice, observationMinutes }: EsketamineSheetInput): Block[] {
  const { zone } = practice
  const effects = (found: SessionState['adverseEffects']) =>
    found.map((one) => `${inWords(one.effect)}, ${one.severity}, ${timeInZone(one.occurredAt, zone)}`).join('; ')
  const rows: { label: string; value: Rich }[] = [
    {
      label: 'Sedation',
      value: depthWords(facts.sedation, facts.sedationCharted, zone, (value) => `MOAA/S ${5 - value}`),
    },
    {
      label: 'Dissociation',
      value: depthWords(facts.dissociation, facts.dissociationCharted, zone, (value) => `${value} of 10`),
    },
    {
      label: 'Slow breathing or low oxygen',
      value: [plain(facts.breathing.length === 0 ? 'none noted' : effects(facts.breathing))],
    },
    {
      label: 'Severe adverse effects',
      value: [plain(facts.serious.length === 0 ? 'none noted' : effects(facts.serious))],
    },
    {
      label: 'All adverse effects',
      value: [plain(state.adverseEffects.length === 0 ? 'none noted' : effects(state.adverseEffects))],
    },
    { label: `${observationMinutes} min of observation over`, value: [plain(timeInZone(facts.observedUntil, zone))] },
    { label: 'Ready to leave', value: [plain(sinceFirst(facts, facts.readyAt, zone))] },
    { label: 'Left', value: [strong(sinceFirst(facts, facts.leftAt, zone)), plain(endingWords(state))] },
    {
      label: 'Went home with',
      value: [plain(state.escort === null ? 'not charted' : `${state.escort.name}, ${state.escort.relationship}`)],
    },
  ]
  return [
    { block: 'heading', text: 'Observation' },
    { block: 'key-values', rows: rows.map(({ label, value }) => ({ label, value: [...value] })) },
  ]
}

function depthWords(depth: Depth | null, isCharted: boolean, zone: string, say: (value: number) => string): Rich {
  if (!isCharted) return [plain('not charted')]
  if (depth === null) return [strong('No')]
  const over = depth.overAt === null ? 'not charted as over' : `over at ${timeInZone(depth.overAt, zone)}`
  return [strong('Yes'), plain(`, deepest ${say(depth.value)} at ${timeInZone(depth.at, zone)}, ${over}`)]
}

function sinceFirst(facts: EsketamineFacts, at: Instant | null, zone: string): string {
  if (at === null) return 'not charted'
  return `${timeInZone(at, zone)}, ${minutesBetween(facts.firstAt, at)}\u00a0min after the first device`
}

function endingWords({ ended }: SessionState): string {
  return ended === null || ended.ending === 'completed' ? '' : `: ${inWords(ended.ending).toLowerCase()}`
}
