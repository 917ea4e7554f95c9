import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { type CutOffRow, cutOffsOf } from '@holdspace/db/cut-off-store'
import { inPractice } from '@holdspace/db/database'
import { type WordingRow, wordings } from '@holdspace/db/instrument-store'
import type { AskedForm } from '@holdspace/instruments/asked-form'
import { askedInstrument, instrumentOf, instruments, languagesOf } from '@holdspace/instruments/catalogue'
import { type CutOff, cutOffsInForce, hasCutOff, suppliedCutOffs } from '@holdspace/instruments/cut-offs'
import {
  type Band,
  type InstrumentId,
  instrumentIds,
  type Language,
  languages,
} from '@holdspace/instruments/instrument'
import type { InstrumentLicence } from '@holdspace/instruments/licence'
import { formIn } from '@holdspace/instruments/wording'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { House } from '../house.ts'
import { occasionOf } from '../people/acting.ts'
import { packFor } from './own-instrument.ts'
import { scoreEntryOnly } from './screen-refusals.ts'

export interface CatalogueLine {
  readonly id: InstrumentId
  readonly version: string
  readonly title: string
  readonly about: string
  readonly delivery: 'embedded' | 'content-pack' | 'score-entry'
  readonly questions: number | null
  readonly range: { readonly min: number; readonly max: number } | null
  readonly bands: readonly Band[]
  readonly ruleSource: string
  /** Where the practice chooses it: what counts now, what the sources name, and every choice so far. */
  readonly cutOff: (CutOff & { readonly named: string; readonly chosen: readonly CutOffRow[] }) | null
  readonly panelLoinc: string | null
  readonly totalLoinc: string | null
  readonly languages: readonly Language[]
  readonly licence: InstrumentLicence
  /** Whether answers can be taken: the wording is there. */
  readonly isOn: boolean
  /** What the practice last said about its wording, where it is not shipped. */
  readonly wording: Pick<WordingRow, 'switched' | 'reference' | 'notice' | 'at' | 'byName'> | null
  /** Questions and answers that a practice's own wording has to fill, by id. */
  readonly toWord: readonly { readonly id: string; readonly choices: readonly number[] | null }[]
}

/** What: staff look at every questionnaire, its licence, and whether this practice may show its wording. */
export async function listInstruments(
  house: Pick<House, 'db' | 'clock' | 'publicUrl'>,
  actor: StaffActor,
): Promise<
  Decision<{
    readonly lines: readonly CatalogueLine[]
    readonly maySwitch: boolean
    readonly mayChooseCutOff: boolean
    readonly zone: string
  }>
> {
  const { today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'instrument.read-catalogue', { today })
  if (!permitted.ok) return permitted
  const { practiceId } = actor
  const [said, chosen] = await inPractice(house.db, practiceId, async (tx) => [
    await wordings(tx, practiceId),
    await cutOffsOf(tx, practiceId),
  ])
  const maySwitch = permit(actor, 'instrument.switch-wording', { today }).ok
  const mayChooseCutOff = permit(actor, 'instrument.choose-cut-off', { today }).ok
  const lines = instruments.map((one) => lineOf(one.id, said, chosen))
  return accept({ lines, maySwitch, mayChooseCutOff, zone: actor.practiceZone })
}

function cutOffOf(id: InstrumentId, chosen: readonly CutOffRow[]): CatalogueLine['cutOff'] {
  if (!hasCutOff(id)) return null
  const { value, source } = cutOffsInForce(chosen)[id]
  const own = chosen.filter((one) => one.instrumentId === id)
  return { value, source, named: suppliedCutOffs[id].named.words, chosen: own }
}

function lineOf(id: InstrumentId, said: readonly WordingRow[], chosen: readonly CutOffRow[]): CatalogueLine {
  const instrument = instrumentOf(id)
  const { version, title, about, delivery, scoring, bands, ruleSource, panelLoinc, totalLoinc, licence } = instrument
  const asked = askedInstrument(id)
  const wording = said.find((row) => row.instrumentId === id) ?? null
  const items = asked?.items ?? []
  return {
    id,
    version,
    title,
    about,
    delivery,
    bands,
    ruleSource,
    cutOff: cutOffOf(id, chosen),
    panelLoinc,
    totalLoinc,
    licence,
    questions: asked === null ? null : items.length,
    range: scoring.kind === 'sum' || scoring.kind === 'mean' ? { min: scoring.min, max: scoring.max } : null,
    languages: languagesOf(instrument),
    isOn: delivery === 'embedded' || (delivery === 'content-pack' && wording?.switched === 'on'),
    wording,
    toWord:
      delivery === 'content-pack'
        ? items.map((item) => ({
            id: item.id,
            choices: item.choices.some((choice) => choice.text === null)
              ? item.choices.map(({ value }) => value)
              : null,
          }))
        : [],
  }
}

export const readFormInput = z.strictObject({ instrumentId: z.enum(instrumentIds), language: z.enum(languages) })

/** What: staff open a questionnaire to enter its answers from paper or in conversation. */
export async function readForm(
  house: Pick<House, 'db' | 'clock' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readFormInput>,
): Promise<Decision<AskedForm>> {
  const { today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'instrument.record', { today })
  if (!permitted.ok) return permitted
  const instrument = askedInstrument(input.instrumentId)
  if (instrument === null) return refuse(scoreEntryOnly)
  const pack = await inPractice(house.db, actor.practiceId, (tx) => packFor(tx, actor.practiceId, instrument))
  return formIn(instrument, input.language, pack)
}
