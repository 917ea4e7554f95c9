import type { PatientActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { readCoverage } from '@holdspace/db/coverage-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import {
  answersOf,
  type ResponseRow,
  responseOfPacketItem,
  startResponse,
  wordingOn,
} from '@holdspace/db/instrument-store'
import { measureOfPacket } from '@holdspace/db/measure-store'
import { holdPacket } from '@holdspace/db/packet-store'
import { findPractice } from '@holdspace/db/practice-store'
import type { Answers } from '@holdspace/instruments/answers'
import type { AskedForm } from '@holdspace/instruments/asked-form'
import { askedInstrument } from '@holdspace/instruments/catalogue'
import { type AskedInstrument, instrumentIds, languages } from '@holdspace/instruments/instrument'
import { formIn } from '@holdspace/instruments/wording'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import type { Instant } from '@holdspace/kit/instant'
import { z } from 'zod'
import { type OpenForm, openForm } from '../intake/open-form.ts'
import type { PacketHouse } from '../intake/packet-house.ts'
import { accessBy, byWhom, occasionOf } from '../people/acting.ts'
import { readWhenWords } from './read-when.ts'
import { noSuchInstrument } from './screen-refusals.ts'

export const readOwnInstrumentInput = z.strictObject({
  itemId: z.string().min(1).max(200),
  language: z.enum(languages),
})

/** A questionnaire as the patient meets it: its questions, what they answered so far, and whom to call. */
export interface OwnInstrument {
  readonly form: AskedForm
  readonly answers: Answers
  readonly help: {
    readonly practiceName: string
    readonly practicePhone: string | null
    readonly readWhen: string | null
  }
}

/** What: the patient opens a questionnaire of their packet, or comes back to it. */
export async function readOwnInstrument(
  house: PacketHouse,
  actor: PatientActor,
  input: z.output<typeof readOwnInstrumentInput>,
): Promise<Decision<OwnInstrument>> {
  const { now, today, refs } = await occasionOf(house, actor)
  const { practiceId, packetId, patientId } = actor
  const permitted = permit(actor, 'instrument.answer', { today, patientId })
  if (!permitted.ok) return permitted
  const practice = await findPractice(house.db, practiceId)
  return inPractice(house.db, practiceId, async (tx) => {
    const open = await openOwn(tx, actor, input.itemId, now)
    if (!open.ok) return open
    const { instrument } = open.value
    const pack = await packFor(tx, actor.practiceId, instrument)
    const form = formIn(instrument, input.language, pack)
    if (!form.ok) return form
    const response = await responseOfPacketItem(tx, practiceId, packetId, input.itemId)
    const answers = response === null ? {} : await answersOf(tx, practiceId, response.responseId)
    const { openingHours } = await readCoverage(tx, practiceId, refs.zone, today)
    const details = { packetId, itemId: input.itemId }
    await recordAccess(
      tx,
      practiceId,
      accessBy(house, actor, { act: 'instrument.answer', at: now, patientId, details }),
    )
    const help = {
      practiceName: actor.practiceName,
      practicePhone: phoneOf(practice?.letterhead.lines ?? []),
      readWhen: readWhenWords(openingHours, input.language),
    }
    return accept({ form: form.value, answers, help })
  })
}

/** The telephone line of the letterhead, where it has one. */
export function phoneOf(lines: readonly string[]): string | null {
  for (const line of lines) {
    const found = /(\+?[\d(][\d\s().-]{6,}\d)/.exec(line)
    if (found?.[1] !== undefined && /tel|phone|\(\d{3}\)|\d{3}[-. ]\d{4}/i.test(line)) return found[1].trim()
  }
  return null
}

export async function packFor(tx: Tx, practiceId: PatientActor['practiceId'], instrument: AskedInstrument) {
  if (instrument.delivery === 'embedded') return null
  const on = await wordingOn(tx, practiceId, instrument.id)
  if (on === null || on.wording === null || on.notice === null) return null
  return { wording: on.wording, notice: on.notice }
}

export interface OwnOpen extends OpenForm {
  readonly instrument: AskedInstrument
}

/** The questionnaire behind an item of this patient's own packet; a reference that names none is refused. */
export async function openOwn(tx: Tx, actor: PatientActor, itemId: string, now: Instant): Promise<Decision<OwnOpen>> {
  const open = await openForm(tx, actor, itemId, now)
  if (!open.ok) return open
  const { item } = open.value
  const id = instrumentIds.find((one) => one === item.ref)
  const instrument = item.kind === 'instrument' && id !== undefined ? askedInstrument(id) : null
  return instrument === null ? refuse(noSuchInstrument) : accept({ ...open.value, instrument })
}

/** The response of this item, started now if it was not before. Nobody else's packet can be named. */
export async function ownResponse(
  house: Pick<PacketHouse, 'newId'>,
  tx: Tx,
  actor: PatientActor,
  { item, instrument }: OwnOpen,
  at: { readonly now: Instant; readonly language: ResponseRow['language'] },
): Promise<ResponseRow> {
  const { practiceId, packetId, patientId } = actor
  await holdPacket(tx, packetId)
  const before = await responseOfPacketItem(tx, practiceId, packetId, item.id)
  if (before !== null) return before
  const measure = await measureOfPacket(tx, practiceId, packetId)
  const response: ResponseRow = {
    responseId: house.newId(),
    patientId,
    instrumentId: instrument.id,
    instrumentVersion: instrument.version,
    language: at.language,
    answeredBy: 'patient',
    mode: actor.channel === 'kiosk' ? 'tablet' : 'link',
    startedAt: at.now,
    startedByName: byWhom(actor).name,
    packetId,
    packetItem: item.id,
    measureId: measure?.measureId ?? null,
  }
  await startResponse(tx, practiceId, response)
  return response
}
