import type { StaffActor } from '@holdspace/clinic/access/actor'
import { permit } from '@holdspace/clinic/access/permit'
import {
  exportedGroup,
  indicationOf,
  type OutcomeGroup,
  outcomeGroups,
  type TreatedPerson,
} from '@holdspace/clinic/screening/practice-outcomes'
import { recordAccess } from '@holdspace/db/audit-store'
import { inPractice, type Tx } from '@holdspace/db/database'
import { factsOfSome } from '@holdspace/db/fact-store'
import { totalsOfPractice } from '@holdspace/db/instrument-store'
import { firstTreatments, type TreatedSession } from '@holdspace/db/measured-session-store'
import { findProtocol } from '@holdspace/db/protocol-store'
import { progressOf } from '@holdspace/instruments/progress'
import { csvText } from '@holdspace/kit/csv'
import { accept, type Decision } from '@holdspace/kit/decision'
import { instantFromMs } from '@holdspace/kit/instant'
import { z } from 'zod'
import type { House } from '../house.ts'
import { accessBy, occasionOf } from '../people/acting.ts'

export const practiceInstruments = ['phq-9', 'gad-7', 'peg', 'pcl-5'] as const
export const readPracticeOutcomesInput = z.strictObject({ instrumentId: z.enum(practiceInstruments) })

export interface PracticeOutcomes {
  readonly groups: readonly OutcomeGroup[]
  readonly people: number
  /** Comma-separated, small cells left out: the only form in which the numbers leave the practice. */
  readonly csv: string
}

/** What: the practice looks at its outcomes by protocol and indication; people are counted, nobody is named. */
export async function readPracticeOutcomes(
  house: Pick<House, 'db' | 'clock' | 'newId' | 'publicUrl'>,
  actor: StaffActor,
  input: z.output<typeof readPracticeOutcomesInput>,
): Promise<Decision<PracticeOutcomes>> {
  const { now, today } = await occasionOf(house, actor)
  const { practiceId } = actor
  const permitted = permit(actor, 'outcome.read-practice', { today })
  if (!permitted.ok) return permitted
  return inPractice(house.db, practiceId, async (tx) => {
    const treated = await firstTreatments(tx, practiceId)
    const totals = await totalsOfPractice(tx, practiceId, [input.instrumentId])
    const facts = await factsOfSome(
      tx,
      practiceId,
      treated.map((one) => one.patientId),
    )
    const titles = await titlesOf(tx, treated)
    const people = treated.map(({ patientId, protocolId, firstDoseAt }): TreatedPerson => {
      const measures = totals
        .filter((one) => one.patientId === patientId)
        .map((one) => ({ at: one.measuredAt, total: one.total }))
      return {
        protocol: titles.get(protocolId) ?? protocolId,
        indication: indicationOf(facts.get(patientId)?.problems ?? []),
        progress: progressOf(input.instrumentId, measures, instantFromMs(firstDoseAt.getTime())),
      }
    })
    const groups = outcomeGroups(people)
    const details = { instrumentId: input.instrumentId, people: people.length }
    await recordAccess(tx, practiceId, accessBy(house, actor, { act: 'outcome.read-practice', at: now, details }))
    return accept({ groups, people: people.length, csv: csvOf(groups) })
  })
}

/** What each protocol is called, by its id: the groups speak of the protocol, whichever version was pinned. */
async function titlesOf(tx: Tx, treated: readonly TreatedSession[]): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>()
  for (const { protocolId, protocolVersion } of treated) {
    if (titles.has(protocolId)) continue
    const found = await findProtocol(tx, protocolId, protocolVersion)
    if (found !== null) titles.set(protocolId, found.title)
  }
  return titles
}

const columns = [
  'protocol',
  'indication',
  'treated',
  'measured',
  'responded',
  'remitted',
  'deteriorated',
  'share',
] as const

function csvOf(groups: readonly OutcomeGroup[]): string {
  const rows = groups.map((group) => {
    const told = exportedGroup(group)
    return columns.map((column) => told[column] ?? '')
  })
  return csvText([columns, ...rows])
}
