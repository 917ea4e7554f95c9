import type { ScoreEntryInstrument } from './instrument.ts'
import { cadssOwners, isiOwner, proprietary } from './owners.ts'

/** Instruments of which only the total, the date and the rater are kept (INSTRUMENTS section 3). */
const base = {
  version: '1.0.0',
  delivery: 'score-entry',
  panelLoinc: null,
  totalLoinc: null,
  higherIsWorse: true,
} as const

export const isi: ScoreEntryInstrument = {
  ...base,
  id: 'isi',
  title: 'ISI',
  about: 'Insomnia',
  scoring: { kind: 'sum', min: 0, max: 28 },
  bands: [
    { from: 0, to: 7, label: 'not clinically significant' },
    { from: 8, to: 14, label: 'subthreshold' },
    { from: 15, to: 21, label: 'moderate' },
    { from: 22, to: 28, label: 'severe' },
  ],
  ruleSource: 'Morin: 0–7, 8–14, 15–21, 22–28',
  licence: isiOwner,
}

export const madrs: ScoreEntryInstrument = {
  ...base,
  id: 'madrs',
  title: 'MADRS',
  about: 'Depression, rated by a clinician',
  scoring: { kind: 'sum', min: 0, max: 60 },
  bands: [],
  ruleSource: 'Ten items of 0 to 6; no bands are shown here',
  licence: proprietary,
}

export const yBocs: ScoreEntryInstrument = {
  ...base,
  id: 'y-bocs',
  title: 'Y-BOCS',
  about: 'Obsessive-compulsive symptoms, rated by a clinician',
  scoring: { kind: 'sum', min: 0, max: 40 },
  bands: [],
  ruleSource: 'Ten items of 0 to 4; no bands are shown here',
  licence: proprietary,
}

export const cadss: ScoreEntryInstrument = {
  ...base,
  id: 'cadss',
  title: 'CADSS',
  about: 'Dissociation during a session, research grade',
  scoring: { kind: 'sum', min: 0, max: 92 },
  bands: [],
  ruleSource: 'Twenty-three items of 0 to 4; no bands',
  licence: cadssOwners,
}
