import { auditC } from './audit-c.ts'
import { checkIn } from './check-in.ts'
import { gad7 } from './gad-7.ts'
import { type AskedInstrument, type Instrument, type InstrumentId, instrumentIds, type Language } from './instrument.ts'
import { cssrs, dast10, mdq, who5 } from './packs.ts'
import { peg } from './peg.ts'
import { phq2, phq9 } from './phq.ts'
import { cadss, isi, madrs, yBocs } from './score-entry.ts'
import { pcl5, pcPtsd5 } from './trauma.ts'

const byId: { readonly [Id in InstrumentId]: Instrument } = {
  'phq-9': phq9,
  'phq-2': phq2,
  'gad-7': gad7,
  'pcl-5': pcl5,
  'pc-ptsd-5': pcPtsd5,
  'audit-c': auditC,
  peg,
  'check-in': checkIn,
  'c-ssrs': cssrs,
  'dast-10': dast10,
  mdq,
  'who-5': who5,
  isi,
  madrs,
  'y-bocs': yBocs,
  cadss,
}

/** Every instrument Holdspace knows, in the order in which people look for them. */
export const instruments: readonly Instrument[] = instrumentIds.map((id) => byId[id])

export function instrumentOf(id: InstrumentId): Instrument {
  return byId[id]
}

/** The instrument where it has questions; null where only a total is entered. */
export function askedInstrument(id: InstrumentId): AskedInstrument | null {
  const found = byId[id]
  return found.delivery === 'score-entry' ? null : found
}

/** The languages in which every word of the instrument exists. */
export function languagesOf(instrument: Instrument): readonly Language[] {
  if (instrument.delivery !== 'embedded') return []
  const words = [
    instrument.stem,
    ...(instrument.note === undefined ? [] : [instrument.note]),
    ...instrument.items.flatMap((item) => [
      item.text,
      ...item.choices.map((choice) => choice.text),
      ...(item.ends === undefined ? [] : [item.ends.low, item.ends.high]),
    ]),
  ]
  return words.every((text) => text?.es !== undefined) ? ['en', 'es'] : ['en']
}
