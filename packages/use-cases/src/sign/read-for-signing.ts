import type { StaffActor } from '@holdspace/clinic/access/actor'
import { unansweredOf } from '@holdspace/clinic/session/deviations'
import type { DeviceReport } from '@holdspace/clinic/session/sign-session'
import { type Database, inPractice } from '@holdspace/db/database'
import { newestPaper } from '@holdspace/db/paper-store'
import { listPresence } from '@holdspace/db/presence-store'
import { deviceProgress, missingDeviceNumbers } from '@holdspace/db/session-store'
import type { Block } from '@holdspace/documents/block'
import { accept, type Decision } from '@holdspace/kit/decision'
import { type PracticeId, type SessionId, sessionId } from '@holdspace/kit/ids'
import { z } from 'zod'
import type { House } from '../house.ts'
import { openLedger } from '../session/open-ledger.ts'
import { recordDevice } from '../session/session-names.ts'
import { letterheadOf, paperOf } from '../session/session-paper.ts'
import { hasDataSheet } from './read-data-sheet.ts'

/** What: somebody of the care team reads the record as it will be, or was, signed. */
export const readForSigningInput = z.strictObject({ sessionId })

export interface SigningView {
  readonly blocks: readonly Block[]
  /** What a signature made now would commit to; sent back with it, so that what was read is what is signed. */
  readonly contentHash: string
  readonly unanswered: readonly string[]
  readonly devices: readonly DeviceReport[]
  /** Runs of a device's numbers that never arrived, a sentence each (OB16). */
  readonly missing: readonly string[]
  readonly ended: boolean
  readonly signed: boolean
  /** Esketamine was given: the facts for the programme's form can be printed. */
  readonly hasDataSheet: boolean
}

export async function readForSigning(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'hashing'>,
  actor: StaffActor,
  input: z.output<typeof readForSigningInput>,
): Promise<Decision<SigningView>> {
  const read = await inPractice(house.db, actor.practiceId, async (tx) => {
    const opening = { sessionId: input.sessionId, act: 'session.read', subject: 'session-record' } as const
    const opened = await openLedger(tx, house, actor, opening)
    if (!opened.ok) return opened
    const signedContent = (await newestPaper(tx, actor.practiceId, input.sessionId, 'care-team'))?.blocks
    return accept({ ledger: opened.value, signedContent })
  })
  if (!read.ok) return read
  const { ledger, signedContent } = read.value
  const { state, protocol, entries } = ledger
  const practice = await letterheadOf(house.db, actor)
  const { devices, missing } = await reportedDevices(house.db, actor.practiceId, input.sessionId)
  const source = { entries, protocol, ...(signedContent === undefined ? {} : { signedContent }) }
  const paper = paperOf(source, practice, actor, 'care-team', house.hashing.sha256)
  const unanswered = unansweredOf(state, protocol)
  return accept({
    blocks: paper.blocks,
    contentHash: paper.contentHash,
    unanswered,
    devices,
    missing,
    ended: state.ended !== null,
    signed: state.signature !== null,
    hasDataSheet: hasDataSheet(state),
  })
}

/** Every device that joined or sent something, with what it last said of its outbox (RULINGS 1). */
export async function reportedDevices(
  db: Database,
  practiceId: PracticeId,
  id: SessionId,
): Promise<{ readonly devices: DeviceReport[]; readonly missing: string[] }> {
  return inPractice(db, practiceId, async (tx) => {
    const presence = await listPresence(tx, practiceId, id)
    const progress = (await deviceProgress(tx, practiceId, id)).filter((one) => one.deviceId !== recordDevice)
    const gaps = await missingDeviceNumbers(tx, practiceId, id)
    const ids = [...new Set([...presence.map((one) => one.deviceId), ...progress.map((one) => one.deviceId as string)])]
    const devices = ids.map((deviceId) => {
      const said = presence.find((one) => one.deviceId === deviceId)
      const sent = progress.find((one) => one.deviceId === deviceId)
      const label = said === undefined ? 'A device that did not report' : `${said.person}, ${said.label}`
      return { deviceId, label, lastDeviceSeq: sent?.lastDeviceSeq ?? 0, waiting: said?.waiting ?? 0 }
    })
    const missing = gaps.map((gap) => {
      const label = devices.find((one) => one.deviceId === gap.deviceId)?.label ?? 'A device'
      return `${label}: number ${gap.from === gap.to ? gap.from : `${gap.from} to ${gap.to}`} never arrived`
    })
    return { devices, missing }
  })
}
