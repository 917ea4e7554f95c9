import type { Kind } from '@holdspace/record/catalogue'
import type { Reading, Standing } from '@holdspace/record/effective'
import { isCareTeamOnly } from '@holdspace/record/narrative'
import { inWords, timelineText } from '@holdspace/record/timeline'
import { type Block, muted, plain, type Row, strong, struck } from './block.ts'
import { correctionRuns, type PaperClock, timeCell } from './record-times.ts'

type Place =
  | 'timeline' // a line of the story
  | 'own-table' // told in full in a table of its own, and not a second time
  | 'with-its-entry' // told where the entry stands that it is about
  | 'after-the-signature' // not part of what is signed

/** Where the paper tells each kind of entry. A table over every kind: a new one must find its place here. */
const placeOf: { readonly [K in Kind]: Place } = {
  'session-opened': 'timeline',
  'participant-joined': 'own-table',
  'participant-left': 'own-table',
  'weight-measured': 'timeline',
  'vitals-taken': 'own-table',
  'vitals-not-obtained': 'own-table',
  'dose-ordered': 'timeline',
  'dose-given': 'timeline',
  'hold-ended': 'timeline',
  'order-countersigned': 'timeline',
  'infusion-started': 'timeline',
  'infusion-rate-changed': 'timeline',
  'infusion-paused': 'timeline',
  'infusion-resumed': 'timeline',
  'infusion-stopped': 'timeline',
  'observation-noted': 'timeline',
  'patient-words-noted': 'timeline',
  'adverse-effect-noted': 'timeline',
  'decision-recorded': 'timeline',
  'escort-confirmed': 'timeline',
  'discharge-scored': 'timeline',
  'instructions-answered': 'timeline',
  'help-called': 'timeline',
  'help-answered': 'timeline',
  'help-escalated': 'timeline',
  'psychotherapy-started': 'timeline',
  'psychotherapy-stopped': 'timeline',
  'consent-withdrawn': 'timeline',
  'session-ended': 'timeline',
  'entry-corrected': 'with-its-entry',
  'entry-withdrawn': 'with-its-entry',
  'session-signed': 'after-the-signature',
  'addendum-filed': 'after-the-signature',
}

interface Line {
  readonly at: string
  readonly seq: number
  readonly row: Row
}

/** The course of the session in order of happening; late, corrected and withdrawn entries are marked, never left out. */
export function timelineBlocks(reading: Reading, clock: PaperClock): readonly Block[] {
  const told = reading.standing.filter(({ kind }) => placeOf[kind] === 'timeline')
  const lines = [...told.map((standing) => lineOf(standing, clock)), ...withdrawnLines(reading, clock)]
  lines.sort((one, other) => (one.at === other.at ? one.seq - other.seq : one.at < other.at ? -1 : 1))
  return [
    { block: 'heading', text: 'Course of the session' },
    {
      block: 'table',
      caption: 'Course of the session in order of time',
      columns: [
        { title: 'Time', align: 'left', parts: 15 },
        { title: 'What happened', align: 'left', parts: 62 },
        { title: 'Recorded by', align: 'left', parts: 23 },
      ],
      rows: lines.map(({ row }) => row),
      empty: 'Nothing was recorded.',
    },
  ]
}

function lineOf(standing: Standing, clock: PaperClock): Line {
  const { title, detail } = timelineText(standing.kind, standing.body as never)
  const { entry } = standing
  const words = [strong(title), ...(detail === '' ? [] : [plain(` ${detail}`)]), ...correctionRuns(standing, clock)]
  const row = {
    cells: [[...timeCell(standing, clock)], words, [plain(entry.actor.name)]],
    careTeamOnly: isCareTeamOnly(standing.kind),
  }
  return { at: standing.occurredAt, seq: entry.seq, row }
}

/** The words are gone for good; that something stood here, who took it back and why, is not (RULINGS 10). */
function withdrawnLines(reading: Reading, clock: PaperClock): readonly Line[] {
  return reading.withdrawn.map(({ entry, by }) => ({
    at: entry.occurredAt,
    seq: entry.seq,
    row: {
      cells: [
        [plain(clock.time(entry.occurredAt))],
        [
          struck(inWords(entry.kind)),
          muted(
            by === null
              ? ' withdrawn'
              : ` withdrawn ${clock.time(by.recordedAt)} by ${by.actor.name}: ${by.body.reason}`,
          ),
        ],
        [plain(entry.actor.name)],
      ],
      careTeamOnly: isCareTeamOnly(entry.kind),
    },
  }))
}
