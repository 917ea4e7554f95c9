import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice } from '@holdspace/db/database'
import { addWording } from '@holdspace/db/instrument-store'
import { instrumentOf } from '@holdspace/instruments/catalogue'
import { instrumentIds } from '@holdspace/instruments/instrument'
import { decideWording } from '@holdspace/instruments/licence'
import { wordingGaps } from '@holdspace/instruments/wording'
import { accept, type Decision, refuse } from '@holdspace/kit/decision'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'

const line = z.string().trim().min(1).max(1000)

export const switchWordingInput = z.discriminatedUnion('switched', [
  z.strictObject({
    switched: z.literal('on'),
    /** Made once per intention. */
    id: z.uuid(),
    instrumentId: z.enum(instrumentIds),
    wording: z.strictObject({
      stem: line,
      items: z.record(z.string().max(40), line),
      choices: z.record(z.string().max(40), z.array(line).max(20)),
    }),
    notice: z.string().trim().max(1000),
    /** The registration, permission or licence under which the practice uses it. */
    reference: z.string().trim().max(300),
  }),
  z.strictObject({
    switched: z.literal('off'),
    id: z.uuid(),
    instrumentId: z.enum(instrumentIds),
    reference: z.string().trim().min(3).max(300),
  }),
])

/** What: an administrator confirms by name that the practice may use a questionnaire's wording, or switches it off. */
export async function switchWording(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof switchWordingInput>,
): Promise<Decision<{ readonly switched: 'on' | 'off' }>> {
  const { now, today } = await occasionOf(house, actor)
  const permitted = permit(actor, 'instrument.switch-wording', { today })
  if (!permitted.ok) return permitted
  const instrument = instrumentOf(input.instrumentId)
  if (instrument.delivery === 'embedded') return refuse(alwaysOn)
  const attestation =
    input.switched === 'on'
      ? { byName: actor.displayName, reference: input.reference, notice: input.notice }
      : { byName: actor.displayName, reference: input.reference, notice: 'off' }
  const decided = decideWording(instrument.delivery, attestation)
  if (!decided.ok) return decided
  if (input.switched === 'on' && instrument.delivery === 'content-pack') {
    const gaps = wordingGaps(instrument, input.wording)
    if (gaps.length > 0) return refuse({ ...wordingIncomplete, details: gaps })
  }
  return inPractice(house.db, actor.practiceId, async (tx) => {
    await addWording(tx, actor.practiceId, {
      id: input.id,
      instrumentId: instrument.id,
      instrumentVersion: instrument.version,
      switched: input.switched,
      wording: input.switched === 'on' ? input.wording : null,
      notice: input.switched === 'on' ? input.notice : null,
      reference: input.reference,
      at: now,
      byMembership: actor.membershipId,
      byName: actor.displayName,
    })
    const details = { instrumentId: instrument.id, switched: input.switched }
    await recordAccess(
      tx,
      actor.practiceId,
      accessBy(house, actor, { act: 'instrument.switch-wording', at: now, details }),
    )
    return accept({ switched: input.switched })
  })
}

const alwaysOn = {
  family: 'unprocessable',
  code: 'wording-shipped',
  sentence: 'The wording of this questionnaire is free and always there; there is nothing to switch.',
} as const

const wordingIncomplete = {
  family: 'invalid',
  code: 'wording-incomplete',
  sentence: 'Some of the wording is missing. Enter every question exactly as the owner prints it.',
  field: 'wording',
} as const
